package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing that is appended is lost, whoever else appends, and though the file goes to the disk
 * whenever nobody has it open.
 */
@Timeout(120)
class AppendingTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow(Map.of("stream", "true"));

  private static final int THREADS = 4;
  private static final int FILES = 4;

  @Test
  void severalThreadsAndProcessesAppend_andEveryLineIsThere() throws Exception {
    Path disk = WORKFLOW.ordinary(World.CAPIO);
    Path directory = WORKFLOW.fileSystem().wrap(disk);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                WORKFLOW.capioDirectory().toString(),
                WORKFLOW.fileSystem().client().settings().workflowName(),
                "other")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (Writer commands = other.outputWriter(StandardCharsets.UTF_8);
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < FILES; i++) {
        List<String> expected = new ArrayList<>();
        if (i % 2 == 0) {
          Files.writeString(disk.resolve("f" + i), "from before\n");
          expected.add("from before");
        }
        commands.write("append " + disk.resolve("f" + i) + "\n");
        commands.flush();
        expected.addAll(Appending.lines("other"));
        expected.addAll(appendBesides(threads, directory.resolve("f" + i)));
        assertThat(answers.readLine()).isEqualTo("done");
        assertThat(Files.readAllLines(directory.resolve("f" + i)))
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    } finally {
      threads.shutdownNow();
      other.destroyForcibly().waitFor();
    }
  }

  private static List<String> appendBesides(ExecutorService threads, Path file) throws Exception {
    List<String> expected = new ArrayList<>();
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      String writer = "thread " + t;
      expected.addAll(Appending.lines(writer));
      running.add(
          threads.submit(
              () -> {
                Appending.appendLines(WORKFLOW.io(), file, writer);
                return null;
              }));
    }
    for (Future<?> each : running) {
      each.get();
    }
    return expected;
  }
}
