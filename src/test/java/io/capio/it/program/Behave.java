package io.capio.it.program;

import java.io.IOException;

/** Ends in the way that it is told. */
public final class Behave {
  private Behave() {}

  /**
   * Ends.
   *
   * @param args {@code exit STATUS}, {@code kill SIGNAL}, {@code wait}, or {@code echo WORDS}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    switch (args[0]) {
      case "exit" -> System.exit(Integer.parseInt(args[1]));
      case "kill" -> {
        new ProcessBuilder(
                "/bin/sh", "-c", "kill -s " + args[1] + " " + ProcessHandle.current().pid())
            .start()
            .waitFor();
        Thread.sleep(Long.MAX_VALUE);
      }
      case "wait" -> {
        System.out.println("waiting");
        Thread.sleep(Long.MAX_VALUE);
      }
      default -> {
        for (int i = 1; i < args.length; i++) {
          System.out.println("word " + args[i]);
        }
        System.out.println("app " + System.getenv("CAPIO_APP_NAME"));
        System.out.println("dir " + System.getenv("CAPIO_DIR"));
        System.out.println("workflow " + System.getenv("CAPIO_WORKFLOW_NAME"));
      }
    }
  }
}
