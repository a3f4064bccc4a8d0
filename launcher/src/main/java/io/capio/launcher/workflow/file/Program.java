package io.capio.launcher.workflow.file;

import io.capio.client.settings.Settings;
import io.capio.launcher.run.JavaCommand;
import io.capio.launcher.run.ProgramCommand;
import io.capio.launcher.target.Target;
import java.nio.file.Path;
import java.util.List;

/** What a step runs. */
sealed interface Program {
  /** The process, without environment and directory of the step. */
  ProcessBuilder process(Path agent, Settings settings);

  /** A Java program, in a JVM with the agent. */
  record Java(JavaCommand jvm, Target target) implements Program {
    @Override
    public ProcessBuilder process(Path agent, Settings settings) {
      return ProgramCommand.underCapio(jvm, agent, settings, target);
    }
  }

  /** Any command; each JVM that it starts gets the agent, and native programs the environment. */
  record Command(List<String> words, List<String> javaOptions) implements Program {
    @Override
    public ProcessBuilder process(Path agent, Settings settings) {
      return ProgramCommand.everyJavaBelow(words, agent, settings, javaOptions);
    }
  }
}
