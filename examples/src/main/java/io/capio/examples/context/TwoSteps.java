package io.capio.examples.context;

import io.capio.CapioContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Squares numbers in one step and sums them up in another, at the same time, in one JVM. */
public final class TwoSteps {
  private static final int COUNT = 100_000;

  private TwoSteps() {}

  /**
   * Runs both steps.
   *
   * @param args the CAPIO directory, which exists, and the name of the workflow
   */
  public static void main(String[] args) throws Exception {
    Path squares = Path.of(args[0], "squares.txt");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Long> sum = threads.submit(() -> step(args, "sum").call(() -> sum(squares)));
      threads.submit(() -> step(args, "square").call(() -> square(squares))).get();
      System.out.println("the sum of " + COUNT + " squares is " + sum.get());
    } finally {
      threads.shutdown();
    }
  }

  private static CapioContext step(String[] args, String name) {
    return CapioContext.builder().capioDir(args[0]).workflowName(args[1]).appName(name).stream(true)
        .awaitServerTimeout(Duration.ofSeconds(30))
        .build();
  }

  private static Path square(Path squares) throws IOException {
    try (PrintWriter out = new PrintWriter(squares.toFile(), StandardCharsets.UTF_8)) {
      for (long i = 1; i <= COUNT; i++) {
        out.println(i * i);
      }
    }
    return squares;
  }

  private static long sum(Path squares) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(squares)) {
      return in.lines().mapToLong(Long::parseLong).sum();
    }
  }
}
