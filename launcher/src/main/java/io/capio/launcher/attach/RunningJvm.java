package io.capio.launcher.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.capio.client.CapioUnavailableException;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Another JVM, asked through the JDK's attach mechanism. A JVM may answer late or never: it is
 * asked on a daemon thread, which is left behind when the patience ends.
 */
public final class RunningJvm {
  private static final int OLDEST = 17;

  /** With the call's number, where the agent leaves its report: a property of its JVM. */
  private static final String REPORT = "io.capio.agent.report.";

  /** Set while the agent is active: its settings. */
  private static final String ACTIVE = "io.capio.agent.active";

  private final long pid;
  private final Duration patience;

  /** A JVM, and how long to wait for each of its answers. */
  public RunningJvm(long pid, Duration patience) {
    this.pid = pid;
    this.patience = patience;
  }

  /**
   * Refuses to go on without the JDK's module.
   *
   * @throws LauncherException (refused) if the Java that runs this has none
   */
  public static void requireModule() {
    if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
      throw LauncherException.refused(
          "the Java that runs capio-run, "
              + System.getProperty("java.home")
              + ", has no module jdk.attach; set JAVA_HOME to a whole JDK",
          null);
    }
  }

  /**
   * Loads the agent and returns what it reports.
   *
   * @throws LauncherException (refused) with what was seen and what to do
   * @throws CapioUnavailableException if the agent could not reach a server
   */
  AgentReport load(Path agent, String arguments) throws CapioUnavailableException {
    String number = Long.toString(System.nanoTime());
    Properties seen =
        ask(
            jvm -> {
              requireVersion(jvm.getSystemProperties());
              jvm.loadAgent(agent.toString(), "report=" + number + "," + arguments);
              return jvm.getSystemProperties();
            });
    return AgentReport.parse(seen.getProperty(REPORT + number), number, pid);
  }

  /** The settings of the agent that is active, or null if there is none. */
  public String activeSettings() {
    return ask(VirtualMachine::getSystemProperties).getProperty(ACTIVE);
  }

  private void requireVersion(Properties properties) {
    String version = properties.getProperty("java.specification.version", "0");
    int feature = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    if (feature < OLDEST) {
      throw LauncherException.refused(
          "process " + pid + " runs Java " + version + "; the agent needs Java " + OLDEST, null);
    }
  }

  /** What is asked of a JVM. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(VirtualMachine jvm) throws Exception;
  }

  private <T> T ask(Question<T> question) {
    Callable<T> conversation =
        () -> {
          VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
          try {
            return question.ask(jvm);
          } finally {
            jvm.detach();
          }
        };
    // the JDK's own limit must not come before the user's
    System.setProperty("sun.tools.attach.attachTimeout", Long.toString(patience.toMillis() + 1000));
    FutureTask<T> answer = new FutureTask<>(conversation);
    Thread thread = new Thread(answer, "capio-attach");
    thread.setDaemon(true);
    thread.start();
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw LauncherException.refused(
          "process "
              + pid
              + " has not answered within "
              + patience.toSeconds()
              + " s; it hangs or is very busy (jstack "
              + pid
              + " may tell), and may still be attached to when it goes on; see --within",
          e);
    } catch (ExecutionException e) {
      throw refusal(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherException.refused("interrupted while process " + pid + " was asked", e);
    }
  }

  private LauncherException refusal(Throwable cause) {
    String seen = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (cause instanceof LauncherException own) {
      return own;
    }
    if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
      return LauncherException.refused("process " + pid + " ended while it was attached to", cause);
    }
    if (cause instanceof AgentLoadException && seen.contains("not enabled")) {
      return LauncherException.refused(
          "process "
              + pid
              + " was started with -XX:-EnableDynamicAgentLoading; start it without, or under"
              + " capio-run",
          cause);
    }
    if (cause instanceof AgentLoadException && seen.contains("instrument")) {
      return LauncherException.refused(
          "the Java of process "
              + pid
              + " has no module java.instrument, which agents need; start the program with a whole"
              + " JDK",
          cause);
    }
    if (cause instanceof AttachNotSupportedException) {
      return LauncherException.refused(
          "process "
              + pid
              + " does not let itself be attached to ("
              + seen
              + "); it hangs, or its attach mechanism is switched off: start it under capio-run",
          cause);
    }
    if (cause instanceof AgentInitializationException
        || cause instanceof AgentLoadException
        || cause instanceof IOException) {
      return LauncherException.refused(
          "process " + pid + " does not load the agent: " + seen, cause);
    }
    return LauncherException.internal("attaching to process " + pid + " failed: " + cause, cause);
  }
}
