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
  /**
   * A program ends by itself; the server notices that the last one has gone, writes what is to be
   * kept, and ends.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Workflow workflow;
  private final Set<Thread> threadsBefore;
  private final List<String> found = new ArrayList<>();

  Leftovers(Workflow workflow, Set<Thread> threadsBefore) {
    this.workflow = workflow;
    this.threadsBefore = threadsBefore;
  }

  /** What there is, after everything had the time to go by itself. */
  List<String> remove() throws IOException {
    for (Running program : settle(this::programs)) {
      found.add("process " + program);
      program.end();
    }
    for (long pid : settle(this::processes)) {
      found.add("process " + pid + ": " + commandLine(pid));
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    for (Path object : settle(this::sharedObjects)) {
      found.add("shared memory " + object);
      Files.deleteIfExists(object);
    }
    for (Thread thread : settle(this::threads)) {
      found.add("thread " + thread.getName());
    }
    return found;
  }

  private static <T> List<T> settle(Supplier<List<T>> source) {
    Await.until(PATIENCE, () -> source.get().isEmpty());
    return source.get();
  }

  private List<Running> programs() {
    return workflow.programs().stream().filter(Running::isAlive).toList();
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
