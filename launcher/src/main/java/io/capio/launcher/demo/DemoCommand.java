package io.capio.launcher.demo;

import io.capio.client.settings.Setting;
import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.run.JavaCommand;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code capio-run demo}. */
@Command(
    name = "demo",
    description = {
      "Shows on this machine what streaming gains.",
      "%nA program derives a table from a file while another one reads the table as it grows;",
      "then both do the same one after the other on the plain disk. Exit status 0 if every",
      "SHA-256 agrees."
    },
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run demo --input /data/genome.fa",
    sortOptions = false,
    usageHelpWidth = 96)
public final class DemoCommand implements Callable<Integer> {
  /** A row of the table is longer than the block that it describes, by less than this factor. */
  private static final int GROWTH = 4;

  private final SettingOptions options;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "file to derive the table from [default: the running JDK's lib/modules]")
  private Path input = Path.of(System.getProperty("java.home"), "lib", "modules");

  @Option(names = "--keep", description = "keep the directory with the tables")
  private boolean keep;

  @Option(
      names = "--java-option",
      paramLabel = "OPTION",
      description = "option for the JVMs of both programs, in both runs; may be repeated")
  private List<String> javaOptions = new ArrayList<>();

  private DemoCommand(SettingOptions options) {
    this.options = options;
  }

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new DemoCommand(options));
    options.addTo(
        command.getCommandSpec(),
        Setting.CAPIO_DIR,
        Setting.SERVER_EXEC_PATH,
        Setting.SERVER_COMMAND,
        Setting.AWAIT_SERVER_TIMEOUT_SECONDS,
        Setting.VERBOSE);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(input) || !Files.isReadable(input)) {
      throw LauncherException.usage(
          "the input " + input + " is not a readable file; give one with --input");
    }
    Path parent = options.settings().capioDir();
    if (!Files.isDirectory(parent)) {
      throw LauncherException.usage("the directory " + parent + " does not exist");
    }
    requireSpace(parent);
    try (DemoFiles files = DemoFiles.below(parent, keep)) {
      options.override(Setting.CAPIO_DIR, files.streamed().toString());
      options.override(Setting.WORKFLOW_NAME, "capio-demo-" + ProcessHandle.current().pid());
      options.override(Setting.STREAM, "true");
      Demo demo = new Demo(options, JavaCommand.of(null, javaOptions), input.toRealPath(), files);
      Thread abort = new Thread(() -> abort(demo, files), "capio-demo-abort");
      Runtime.getRuntime().addShutdownHook(abort);
      try {
        return run(demo, files);
      } finally {
        demo.abort();
        withdraw(abort);
      }
    }
  }

  private static void withdraw(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the user has asked for the end, and is not to be told of what fails because of it
      while (true) {
        LockSupport.park(hook);
      }
    }
  }

  private static void abort(Demo demo, DemoFiles files) {
    demo.abort();
    try {
      files.close();
    } catch (IOException e) {
      // the user wants to leave, and sees the directory that is left
    }
  }

  private Integer run(Demo demo, DemoFiles files) throws IOException {
    DemoReport report = new DemoReport(System.out);
    report.input(input, Files.size(input));
    Demo.Outcome streamed = demo.streamed();
    report.streamed(streamed);
    Demo.Outcome plain = demo.plain();
    report.plain(plain);
    boolean equal = report.conclusion(streamed, plain);
    if (keep) {
      report.kept(files.root());
    }
    return equal ? 0 : ExitStatus.INTERNAL;
  }

  private void requireSpace(Path parent) throws IOException {
    FileStore disk = Files.getFileStore(parent);
    long needed = 2 * GROWTH * Files.size(input);
    if (disk.getUsableSpace() < needed) {
      throw LauncherException.usage(
          String.format(
              "the two tables may need %d MB and the disk of %s has %d MB; give another directory"
                  + " with --capio-dir or a smaller --input",
              needed / 1_000_000, parent, disk.getUsableSpace() / 1_000_000));
    }
  }
}
