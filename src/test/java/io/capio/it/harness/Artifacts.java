package io.capio.it.harness;

import java.nio.file.Path;
import java.util.List;

/** Where the things under test lie. */
public final class Artifacts {
  /** The root of the repository. */
  public static final Path ROOT =
      Path.of(System.getProperty("capio.root", "../..")).toAbsolutePath().normalize();

  /** The script of the launcher. */
  public static final Path CAPIO_RUN = ROOT.resolve("bin/capio-run");

  /** The script of the embedded server. */
  public static final Path CAPIO_SERVER = ROOT.resolve("bin/capio_server");

  /** The agent. */
  public static final Path AGENT = ROOT.resolve("agent/target/capio-agent.jar");

  /** The program that derives a table. */
  public static final Path BLOCK_WRITER = ROOT.resolve("examples/target/block-writer.jar");

  /** The program that sums a table up. */
  public static final Path BLOCK_READER = ROOT.resolve("examples/target/block-reader.jar");

  /** The classes that a program may compile against. */
  public static final Path API = ROOT.resolve("api/target/classes");

  /** The classes of {@code io.capio.it.program}. */
  public static final Path PROGRAMS = ROOT.resolve("src/test/target/test-classes");

  /** The JDK of the programs: the tests' own. */
  public static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Its java command. */
  public static final Path JAVA = JAVA_HOME.resolve("bin/java");

  /**
   * Options of every JVM with the agent: the verifier looks at the rewritten classes of the JDK
   * too, not only at the program's.
   */
  public static final List<String> VERIFY =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal");

  private Artifacts() {}

  /** Full name of one of {@code io.capio.it.program}. */
  public static String program(String simpleName) {
    return "io.capio.it.program." + simpleName;
  }
}
