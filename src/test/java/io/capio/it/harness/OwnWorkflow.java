package io.capio.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Workflow} of its own, and fails a test that leaves a process, an entry
 * in /dev/shm or a thread behind.
 */
public final class OwnWorkflow implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(OwnWorkflow.class);

  private record Owned(Workflow workflow, Path folder, Set<Thread> threads) {}

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    String name = "it-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-capio";
    Path folder = Files.createTempDirectory(name);
    Owned owned =
        new Owned(
            new Workflow(name, folder), folder, Set.copyOf(Thread.getAllStackTraces().keySet()));
    context.getStore(STORE).put(Owned.class, owned);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Owned owned = owned(context);
    List<String> left = new Leftovers(owned.workflow(), owned.threads()).remove();
    if (context.getExecutionException().isPresent()) {
      // the test's own failure is the one to read; what the programs said explains it
      owned.workflow().programs().forEach(System.err::println);
      left.forEach(thing -> System.err.println("left behind: " + thing));
    }
    delete(owned.folder());
    if (context.getExecutionException().isEmpty() && !left.isEmpty()) {
      throw new AssertionError("the test left behind:\n" + String.join("\n", left));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }

  private static Owned owned(ExtensionContext context) {
    return context.getStore(STORE).get(Owned.class, Owned.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Workflow.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return owned(context).workflow();
  }
}
