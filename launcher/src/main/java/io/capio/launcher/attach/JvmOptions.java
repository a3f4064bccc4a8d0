package io.capio.launcher.attach;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What attaching and detaching have in common: which JVM, how long to wait, how to answer. */
final class JvmOptions {
  @Option(
      names = "--select",
      paramLabel = "PATTERN",
      description = "of several JVMs the one whose command matches a regular expression")
  private String select;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "longest wait for the JVM's answer [default: 30]")
  private int within;

  @Option(names = "--json", description = "answer as a JSON document")
  private boolean json;

  String select() {
    return select;
  }

  Duration patience() {
    return Duration.ofSeconds(within);
  }

  boolean json() {
    return json;
  }

  /** Says on standard output what was done. */
  void tell(long pid, AgentReport report) {
    if (json) {
      System.out.println(
          new ObjectMapper()
              .createObjectNode()
              .put("pid", pid)
              .put("outcome", report.outcome())
              .put("message", report.message())
              .put("classes", report.classes())
              .put("kept", report.kept())
              .put("millis", report.millis())
              .toPrettyString());
    } else {
      System.out.println("process " + pid + " " + report.message());
    }
  }
}
