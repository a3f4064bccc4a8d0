package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.capio.agent.program.AtTheEnd;
import io.capio.agent.program.AttachingAtTheEnd;
import io.capio.agent.program.Early;
import io.capio.agent.program.EveryForm;
import io.capio.agent.program.GoingOn;
import io.capio.agent.program.HandOver;
import io.capio.agent.program.Hello;
import io.capio.agent.program.Isolated;
import io.capio.agent.program.Logging;
import io.capio.agent.program.NameInside;
import io.capio.agent.program.Opening;
import io.capio.agent.program.OwnFileSystem;
import io.capio.agent.program.OwnLogManager;
import io.capio.agent.program.Unfinished;
import io.capio.agent.program.Waiting;
import io.capio.agent.program.drive.Drive;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged jar on real JVMs, with the embedded server that it starts. */
class CapioAgentIT extends AgentRuns {

  @ParameterizedTest
  @MethodSource("jvms")
  void programWithoutFilesPrintsWhatItPrintsAlone(Path jvm) throws Exception {
    JavaRun.Outcome outcome = java(jvm).agent(arguments("")).program(Hello.class);
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "hello\n", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void classesInTheDirectoryAreLoadedWithoutTheServer(Path jvm) throws Exception {
    String name = Hello.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(data.resolve(name).getParent());
    Files.copy(JavaRun.testClasses().resolve(name), data.resolve(name));
    JavaRun.Outcome outcome =
        java(jvm)
            .agent(arguments(",serverExecPath=no-such-server"))
            .with("-cp", "data", Hello.class.getName())
            .run();
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "hello\n", ""));
  }

  /** As one that jlink has made. */
  @ParameterizedTest
  @MethodSource("jvms")
  void javaWithoutOtherModulesIsEnough(Path jvm) throws Exception {
    Files.writeString(data.resolve("file"), "12345");
    JavaRun.Outcome outcome =
        java(jvm)
            .with("--limit-modules=java.base,java.instrument")
            .agent(arguments(""))
            .program(Opening.class, "data/file");
    assertThat(outcome)
        .isEqualTo(new JavaRun.Outcome(0, "read 5\nsize 5\ntrue true 5\noutside\n", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void everyFormReachesCapioAndNotTheDisk(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm)
            .agent(arguments(",memOnly=true"))
            .program(EveryForm.class, "data", "/proc/self/cwd/data");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "0 failures\n", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void everyEntryPointBehavesInCapioAsOnTheDisk(Path jvm) throws Exception {
    Path classes = Files.createDirectory(directory.resolve("newer"));
    Files.createDirectory(directory.resolve("plain"));
    Files.createDirectory(data.resolve("temporary"));
    JavaRun run =
        java(jvm)
            .with("-Djava.awt.headless=true", "-Djava.io.tmpdir=data/temporary")
            .with("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
            .agent(arguments(",memOnly=true"))
            .with("-cp", JavaRun.testClasses() + ":" + classes, Drive.class.getName())
            .with("data", "plain", "/proc/self/cwd/data");
    if (Files.readString(jvm.resolve("release")).contains("JAVA_VERSION=\"25")) {
      String source = Drive.class.getPackageName().replace('.', '/') + "/NewerEntries.java";
      JavaRun compiler =
          java(jvm)
              .with("-m", "jdk.compiler/com.sun.tools.javac.Main", "-proc:none")
              .with("-d", classes.toString(), JavaRun.testClasses().resolve(source).toString());
      assertThat(compiler.run().status()).isZero();
      run = run.with(Drive.class.getPackageName() + ".NewerEntries");
    }
    assertThat(run.run()).isEqualTo(new JavaRun.Outcome(0, "0 failures\n", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void programsOwnDefaultFileSystemIsMadeWhenTheProgramAsksForIt(Path jvm) throws Exception {
    JavaRun run =
        java(jvm)
            .with("-Djava.nio.file.spi.DefaultFileSystemProvider=" + OwnFileSystem.class.getName())
            .agent(arguments(",memOnly=true"));
    assertThat(run.program(OwnFileSystem.class, "data"))
        .isEqualTo(new JavaRun.Outcome(0, "main\nown file system\ntext4\ntrue\ntrue\n", ""));
    assertThat(data).isEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void programsOwnLogManagerIsMadeWhenTheProgramLogs(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm).agent(arguments(",memOnly=true")).program(OwnLogManager.class, "data/file");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "Manager\n", ""));
  }

  /** Newer JDKs log that a process is started, for which they wait until logging is configured. */
  @ParameterizedTest
  @MethodSource("jvms")
  void theServerIsStartedWhileLoggingIsBeingConfigured(Path jvm) throws Exception {
    Path configuration = data.resolve("logging.properties");
    Files.writeString(
        configuration,
        """
        handlers=java.util.logging.FileHandler
        java.util.logging.FileHandler.pattern=data/log
        """);
    JavaRun.Outcome outcome =
        java(jvm)
            .agent(arguments(""))
            .with("-Djava.util.logging.config.file=" + configuration)
            .program(Logging.class, "data/log");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "true\n", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void absentDirectoryIsToldAndFailsTheOperationsInsideOnly(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm)
            .agent("capioDir=absent,workflowName=" + workflow)
            .program(Opening.class, "absent/file");
    assertThat(outcome.err())
        .startsWith("capio: warning: the CAPIO directory ")
        .contains("absent does not exist")
        .hasLineCount(1);
    assertThat(outcome.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("FileNotFoundException: absent/file: "),
            line -> assertThat(line).startsWith("IOException: absent/file: "),
            line -> assertThat(line).isEqualTo("false false 0"),
            line -> assertThat(line).isEqualTo("outside"));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void isolatingLoaderReachesTheBridgeAndSeesNothingElse(Path jvm) throws Exception {
    Files.writeString(data.resolve("file"), "12345");
    JavaRun.Outcome outcome = java(jvm).agent(arguments("")).program(Isolated.class, "data/file");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .containsExactly(
            "read 5", "size 5", "true true 5", "outside", "hidden", "hidden", "hidden");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void endOfTheJvmClosesWhatIsOpen(Path jvm) throws Exception {
    JavaRun.Outcome outcome = java(jvm).agent(arguments("")).program(AtTheEnd.class, "data");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(3, "main\n", ""));
    nothingIsLeftInSharedMemory();
    assertThat(data.resolve("hook")).hasContent("from the hook");
    assertThat(data.resolve("open")).hasContent("left open");
    assertThat(data.resolve("deleted")).doesNotExist();
    assertThat(data.resolve("late")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void threadsThatGoOnWhileTheJvmEnds_seeNoFailure(Path jvm) throws Exception {
    JavaRun.Outcome outcome = java(jvm).agent(arguments("")).program(GoingOn.class, "data");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(3, "", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void nameThatAStreamKeeps_isTheJdks(Path jvm) throws Exception {
    String opened = "--add-opens=java.base/java.io=ALL-UNNAMED";
    JavaRun.Outcome inside =
        java(jvm).with(opened).agent(arguments("")).program(NameInside.class, "data/./name");
    assertThat(inside)
        .isEqualTo(java(jvm).with(opened).program(NameInside.class, "data/./name"))
        .isEqualTo(new JavaRun.Outcome(0, "data/./name\n".repeat(9) + "null\n", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void programsThatAreStartedFindWhatWasWrittenBefore(Path jvm) throws Exception {
    JavaRun.Outcome outcome = java(jvm).agent(arguments("")).program(HandOver.class, "data");
    assertThat(outcome)
        .isEqualTo(
            new JavaRun.Outcome(
                0,
                "by builder 0\nby runtime 0\nby reference 0\nby reflection 0\nby builder\nnot closed 0\n1\n",
                ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void whatProgramsThatAreStartedChangeIsSeen(Path jvm) throws Exception {
    JavaRun.Outcome inside =
        java(jvm).agent(arguments("")).program(HandOver.TakeBack.class, "data/changes");
    assertThat(inside)
        .isEqualTo(java(jvm).program(HandOver.TakeBack.class, "plain"))
        .isEqualTo(
            new JavaRun.Outcome(
                0,
                """
                runs  0 rwx------
                mine and mine again rw-r-----
                200
                8
                ONE two three 0
                600  0
                false ONE two three
                 0
                babc 0
                1  0true
                1
                of both 0
                [script]
                """,
                ""));
    assertThat(data.resolve("changes").toFile().list()).containsExactly("script");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void theServerThatWasStarted_isNotOneThatLooksOnTheDisk(Path jvm) throws Exception {
    assertThat(java(jvm).agent(arguments("")).program(Unfinished.class, "data/unfinished"))
        .isEqualTo(new JavaRun.Outcome(0, "false", ""));
    assertThat(data.resolve("unfinished")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void whatIsWrittenBesideAProgramThatRuns_isSeenByBoth(Path jvm) throws Exception {
    JavaRun.Outcome plain = java(jvm).program(HandOver.Beside.class, "plain");
    assertThat(java(jvm).agent(arguments("")).program(HandOver.Beside.class, "data/beside"))
        .isEqualTo(plain)
        .isEqualTo(
            new JavaRun.Outcome(
                0,
                """
                before\s
                yours\s
                before yours mine\s
                text 4 644

                0 log

                one two\s
                one two three
                again

                other
                other false
                0
                before yours mine last
                """,
                ""));
    assertThat(data.resolve("beside/open")).hasContent("before yours mine last");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void moduleIsRewritten(Path jvm) throws Exception {
    Path sources = Files.createDirectories(directory.resolve("source/step"));
    Files.writeString(sources.resolveSibling("module-info.java"), "module step {}");
    Files.writeString(
        sources.resolve("Main.java"),
        "package step; import java.nio.file.*; public class Main {"
            + " public static void main(String[] a) throws Exception {"
            + " Files.writeString(Path.of(a[0]), \"module\");"
            + " System.out.print(Files.exists(Path.of(\"/proc/self/cwd\", a[0])));"
            + " System.out.print(Files.readString(Path.of(a[0]))); } }");
    int compiled =
        javax.tools.ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-d",
                directory.resolve("mods/step").toString(),
                sources.resolveSibling("module-info.java").toString(),
                sources.resolve("Main.java").toString());
    assertThat(compiled).isZero();
    JavaRun.Outcome outcome =
        java(jvm)
            .agent(arguments(",memOnly=true"))
            .with("-p", "mods", "-m", "step/step.Main", "data/x")
            .run();
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(0, "falsemodule", ""));
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void runningProgramIsRewrittenOnAttach(Path jvm) throws Exception {
    Process program =
        java(jvm)
            .with("-XX:+EnableDynamicAgentLoading")
            .with("-cp", JavaRun.testClasses().toString(), Waiting.class.getName(), "data/x")
            .start();
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      VirtualMachine machine = VirtualMachine.attach(Long.toString(program.pid()));
      machine.loadAgent(JavaRun.agentJar().toString(), arguments(",memOnly=true"));
      machine.detach();
      program.getOutputStream().write('\n');
      program.getOutputStream().flush();
      assertThat(out.readLine()).isEqualTo("7 true");
      assertThat(program.waitFor()).isZero();
      assertThat(data.resolve("x")).doesNotExist();
      assertThat(JavaRun.drain(program.getErrorStream())).isEmpty();
    } finally {
      program.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void subclassesLoadedBeforeTheAttachReachCapioOrAreRefused(Path jvm) throws Exception {
    Process program =
        java(jvm)
            .with("-XX:+EnableDynamicAgentLoading")
            .with("-cp", JavaRun.testClasses().toString(), Early.class.getName(), "data")
            .start();
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready true");
      VirtualMachine machine = VirtualMachine.attach(Long.toString(program.pid()));
      machine.loadAgent(JavaRun.agentJar().toString(), arguments(",memOnly=true"));
      machine.detach();
      program.getOutputStream().write('\n');
      program.getOutputStream().flush();
      assertThat(out.readLine()).isEqualTo("true true 0");
      assertThat(out.readLine()).startsWith("data/refused (").contains("before the CAPIO agent");
      assertThat(out.readLine()).isEqualTo("1");
      assertThat(out.readLine()).isEqualTo("true");
      assertThat(program.waitFor()).isZero();
      assertThat(data).isEmptyDirectory();
      assertThat(JavaRun.drain(program.getErrorStream())).isEmpty();
    } finally {
      program.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void programThatIsEndingIsRewrittenOnAttach(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm)
            .with("-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true")
            .program(
                AttachingAtTheEnd.class, JavaRun.agentJar().toString(), arguments(""), "data/x");
    assertThat(outcome).isEqualTo(new JavaRun.Outcome(3, "written\n", ""));
    nothingIsLeftInSharedMemory();
    assertThat(data.resolve("x")).hasContent("left open");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void wrongArgumentEndsTheJvmWithOneLine(Path jvm) throws Exception {
    JavaRun.Outcome outcome = java(jvm).agent("capioDirr=data").program(Hello.class);
    assertThat(outcome.status()).isEqualTo(70);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("capio: ").contains("capioDirr", "capioDir\"");
    assertThat(outcome.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void toolsOfTheJdkAreLeftAlone(Path jvm) throws Exception {
    JavaRun.Outcome outcome =
        java(jvm)
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + JavaRun.agentJar() + "=wrong=x")
            .with("-m", "jdk.compiler/com.sun.tools.javac.Main", "-version")
            .run();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("javac ");
    assertThat(outcome.err()).doesNotContain("capio:");
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void jarTellsItsVersionAndItsUse(Path jvm) throws Exception {
    String jar = JavaRun.agentJar().toString();
    JavaRun.Outcome version = java(jvm).with("-jar", jar, "--version").run();
    assertThat(version.status()).isZero();
    assertThat(version.out()).matches("\\d+\\.\\d+\\.\\d+.*\n");
    JavaRun.Outcome usage = java(jvm).with("-jar", jar, "nonsense").run();
    assertThat(usage.status()).isEqualTo(64);
    assertThat(usage.err().lines()).hasSize(1);
    JavaRun.Outcome server = java(jvm).with("-jar", jar, "server", "--help").run();
    assertThat(server.status()).isZero();
    assertThat(server.out()).contains("--config");
  }
}
