package io.capio.launcher.attach;

import io.capio.client.CapioUnavailableException;
import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/**
 * What the agent says of an attempt to attach or detach.
 *
 * @param outcome attached, unchanged, detached or absent
 * @param message a sentence for the user
 * @param classes how many classes were changed, or given back
 * @param kept after detaching: classes that keep their rewritten calls
 * @param millis how long it took
 */
record AgentReport(String outcome, String message, int classes, int kept, long millis) {
  /**
   * Reads the report.
   *
   * @param text what the JVM has, or null
   * @param number what the report must bear
   * @throws LauncherException if there is no report, or it tells of a failure
   * @throws CapioUnavailableException if the agent could not reach a server
   */
  static AgentReport parse(String text, String number, long pid) throws CapioUnavailableException {
    Properties report = new Properties();
    try {
      report.load(new StringReader(text == null ? "" : text));
    } catch (IOException | IllegalArgumentException e) {
      throw LauncherException.internal("the agent's report is not readable: " + text, e);
    }
    if (!number.equals(report.getProperty("report"))) {
      throw LauncherException.refused(
          "the agent in process "
              + pid
              + " has not reported; what it says on that program's standard error tells why",
          null);
    }
    String message = report.getProperty("message", "");
    int status = Integer.parseInt(report.getProperty("status", "0"));
    switch (status) {
      case 0 -> {
        return new AgentReport(
            report.getProperty("outcome"),
            message,
            Integer.parseInt(report.getProperty("classes", "0")),
            Integer.parseInt(report.getProperty("kept", "0")),
            Long.parseLong(report.getProperty("millis", "0")));
      }
      case ExitStatus.USAGE -> throw LauncherException.usage(message);
      case ExitStatus.UNAVAILABLE -> throw new CapioUnavailableException(message);
      case ExitStatus.REFUSED ->
          throw LauncherException.refused("process " + pid + " " + message, null);
      default -> throw LauncherException.internal("in process " + pid + ": " + message, null);
    }
  }
}
