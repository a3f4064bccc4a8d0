package io.capio.it.harness;

import io.capio.ipc.ObjectNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds, and removes, what a test has left behind. */
final class Leftovers {
  /** A server notices that the last program has gone, writes what is to be kept, and ends. */
  private static final Duration SERVER_ENDS_WITHIN = Duration.ofSeconds(15);

  private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(5);

  private final Workflow workflow;
  private final Set<Thread> threadsBefore;
  private final List<String> found = new ArrayList<>();

  Leftovers(Workflow workflow, Set<Thread> threadsBefore) {
    this.workflow = workflow;
    this.threadsBefore = threadsBefore;
  }

  /** What there is, after everything had the time to go by itself. */
  List<String> remove() throws IOException {
    for (Running program : workflow.programs()) {
      if (program.isAlive()) {
        found.add("process " + program);
        program.end();
      }
    }
    for (long pid : settle(SERVER_ENDS_WITHIN, this::processes)) {
      found.add("process " + pid + ": " + commandLine(pid));
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    for (Path object : settle(Duration.ofSeconds(2), this::sharedObjects)) {
      found.add("shared memory " + object);
      Files.deleteIfExists(object);
    }
    for (Thread thread : settle(THREADS_END_WITHIN, this::threads)) {
      found.add("thread " + thread.getName());
    }
    return found;
  }

  private static <T> List<T> settle(Duration patience, Supplier<List<T>> source) {
    Await.until(patience, () -> source.get().isEmpty());
    return source.get();
  }

  /** Every process of this workflow names it on its command line. */
  private List<Long> processes() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> commandLine(pid).contains(workflow.name()))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      byte[] words = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return new String(words, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  private List<Path> sharedObjects() {
    Pattern ours = new ObjectNames(workflow.name()).files();
    try (Stream<Path> objects = Files.list(Path.of("/dev/shm"))) {
      return objects
          .filter(
              object -> {
                String name = object.getFileName().toString();
                return ours.matcher(name).matches() || name.contains(workflow.name());
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && !threadsBefore.contains(thread))
        .filter(thread -> !thread.getName().startsWith("junit-"))
        .toList();
  }
}
