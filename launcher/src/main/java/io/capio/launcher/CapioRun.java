package io.capio.launcher;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.attach.AttachCommand;
import io.capio.launcher.attach.DetachCommand;
import io.capio.launcher.check.CleanCommand;
import io.capio.launcher.check.DoctorCommand;
import io.capio.launcher.cl.ClCommand;
import io.capio.launcher.demo.DemoCommand;
import io.capio.launcher.option.Installation;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.option.Terminal;
import io.capio.launcher.run.JavaCommand;
import io.capio.launcher.run.ProgramCommand;
import io.capio.launcher.run.ProgramRun;
import io.capio.launcher.run.WorkflowServer;
import io.capio.launcher.server.ExplainCommand;
import io.capio.launcher.server.ServerCommand;
import io.capio.launcher.target.Target;
import io.capio.launcher.target.TargetFinder;
import io.capio.launcher.top.TopCommand;
import io.capio.launcher.workflow.WorkflowCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command itself: runs a program under CAPIO. */
@Command(
    name = "capio-run",
    customSynopsis = {
      "capio-run [OPTIONS] TARGET [ARGS...]",
      "capio-run [OPTIONS] -m MODULE[/CLASS] [ARGS...]",
      "capio-run [OPTIONS] --exec -- COMMAND [ARGS...]",
      "capio-run COMMAND [OPTIONS]"
    },
    description = {
      "Runs an unmodified Java program so that its files below a directory stream to and from the",
      "other steps of a workflow while they are being written. TARGET is a jar, a directory of",
      "classes, a main class (with -cp) or a .java file; all that follows it goes to the program."
    },
    optionListHeading = "Usual options (capio-run options lists all):%n",
    commandListHeading = "Commands (each has a --help of its own):%n",
    exitCodeListHeading =
        "Exit status: the program's (128+N if signal N ended it), or after a word of capio-run:%n",
    exitCodeList = {
      "64:the command line is wrong or the target does not exist",
      "65:the CAPIO-CL or workflow file is wrong",
      "69:the server is not available",
      "70:a defect of CAPIO or of the machine",
      "77:a JVM cannot be attached to, or there is no such process"
    },
    footer = {
      "Example, in two terminals and in either order:",
      "  capio-run --capio-dir data --stream writer.jar big.csv",
      "  capio-run --capio-dir data --stream reader.jar data/big.csv"
    },
    subcommands = {HelpCommand.class, OptionsCommand.class, CompletionCommand.class},
    versionProvider = Versions.class,
    sortOptions = false,
    usageHelpWidth = 96)
final class CapioRun implements Callable<Integer> {
  private final SettingOptions options;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", hidden = true)
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-cp", "--class-path"},
      paramLabel = "PATH",
      description = "class path of the program")
  private String classPath;

  @Option(
      names = {"-p", "--module-path"},
      paramLabel = "PATH",
      description = "module path of the program")
  private String modulePath;

  @Option(
      names = {"-m", "--module"},
      paramLabel = "MODULE[/CLASS]",
      parameterConsumer = AndAllThatFollows.class,
      description = "module to run; all that follows goes to the program")
  private String module;

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "option for the program's JVM, for example -Xmx4g; may be repeated")
  private List<String> javaOptions = new ArrayList<>();

  @Option(
      names = "--java",
      paramLabel = "JAVA",
      description = "JDK or java executable for the program [default: the one that runs this]")
  private String java;

  @Option(
      names = "--exec",
      description = "run any command; every Java program that it starts is under CAPIO")
  private boolean exec;

  @Option(names = "--quiet", description = "no word that is not a failure")
  private boolean quiet;

  private CapioRun(SettingOptions options) {
    this.options = options;
  }

  /** The command line of {@code capio-run}, ready to execute. */
  static CommandLine commandLine() {
    SettingOptions options = new SettingOptions();
    CommandLine command = new CommandLine(new CapioRun(options));
    options.addTo(command.getCommandSpec(), Setting.values());
    command.addSubcommand(ServerCommand.commandLine(options));
    command.addSubcommand(TopCommand.commandLine(options));
    command.addSubcommand(ClCommand.commandLine(options));
    command.addSubcommand(ExplainCommand.commandLine(options));
    command.addSubcommand(WorkflowCommand.commandLine(options));
    command.addSubcommand(AttachCommand.commandLine(options));
    command.addSubcommand(DetachCommand.commandLine(options));
    command.addSubcommand(CleanCommand.commandLine(options));
    command.addSubcommand(DoctorCommand.commandLine(options));
    command.addSubcommand(DemoCommand.commandLine(options));
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("show the versions of all parts")
                .build());
    HelpScreen.of(command);
    HelpScreen.shorten(command.getSubcommands().get("attach"));
    FailureReport failures = new FailureReport(options);
    command
        .setStopAtPositional(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
    // the words of a command are its own: options may follow them
    command.getSubcommands().values().forEach(own -> own.setStopAtPositional(false));
    return command;
  }

  /** After {@code -m MODULE} every word is the program's, as with the java command. */
  static final class AndAllThatFollows implements IParameterConsumer {
    @Override
    @SuppressWarnings("JdkObsolete") // the type is picocli's
    public void consumeParameters(Stack<String> rest, ArgSpec argument, CommandSpec command) {
      if (rest.isEmpty()) {
        throw new CommandLine.MissingParameterException(
            command.commandLine(), argument, "-m needs the name of a module");
      }
      CapioRun run = (CapioRun) command.userObject();
      run.module = rest.pop();
      while (!rest.isEmpty()) {
        run.words.add(rest.pop());
      }
    }
  }

  @Override
  public Integer call() throws IOException {
    if (quiet) {
      Terminal.quieten();
      options.setDefault(Setting.SILENT, "true");
    }
    return exec ? command() : program();
  }

  private Integer program() throws IOException {
    Target target = target();
    JavaCommand jvm = JavaCommand.of(java, javaOptions);
    Settings settings = settings(target.appName());
    return run(settings, ProgramCommand.underCapio(jvm, Installation.agent(), settings, target));
  }

  private Integer command() throws IOException {
    if (java != null || classPath != null || modulePath != null || module != null) {
      throw LauncherException.usage(
          "--exec runs a command that chooses its Java and its classes itself: --java, -cp, -p and"
              + " -m do not go with it");
    }
    if (words.isEmpty()) {
      throw LauncherException.usage("--exec needs a command; see capio-run --help");
    }
    ProgramRun.requireCommand(words.get(0));
    Settings settings = settings(Path.of(words.get(0)).getFileName().toString());
    Path agent = Installation.agent();
    return run(settings, ProgramCommand.everyJavaBelow(words, agent, settings, javaOptions));
  }

  private Settings settings(String appName) {
    options.setDefault(Setting.APP_NAME, appName);
    Settings settings = options.settings().withEmbeddedServer(Installation.embeddedServer());
    Installation.prepareDirectory(settings.capioDir());
    options.requireRules(settings);
    return settings;
  }

  private static Integer run(Settings settings, ProcessBuilder program) throws IOException {
    WorkflowServer server = WorkflowServer.ensure(settings);
    tell(settings, "server " + server.pid() + (server.startedHere() ? " started" : " joined"));
    tell(settings, "running " + String.join(" ", program.command()));
    int status = ProgramRun.run(program);
    return finish(settings, server, status);
  }

  private static Integer finish(Settings settings, WorkflowServer server, int status) {
    try {
      Optional<String> goesOn = server.release();
      goesOn.ifPresent(why -> tell(settings, "the server goes on: " + why));
      return status;
    } catch (LauncherException e) {
      // the program's own failure is the more useful one of the two
      Terminal.say(e.getMessage());
      return status == 0 ? e.status() : status;
    }
  }

  private static void tell(Settings settings, String what) {
    if (settings.verbose()) {
      Terminal.say(what);
    }
  }

  private Target target() {
    TargetFinder finder = new TargetFinder(classPath, modulePath);
    if (module != null) {
      return finder.module(module, words);
    }
    if (words.isEmpty()) {
      throw LauncherException.usage("no target is given; see capio-run --help");
    }
    String word = words.get(0);
    try {
      return finder.find(word, words.subList(1, words.size()));
    } catch (LauncherException e) {
      String command = FailureReport.commandLike(spec.commandLine(), word);
      if (command == null) {
        throw e;
      }
      throw LauncherException.usage(
          e.getMessage() + "; did you mean the command " + command + "?", e);
    }
  }
}
