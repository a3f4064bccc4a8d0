package io.capio.server;

import java.util.concurrent.locks.LockSupport;

/** A process that is only there. */
final class ParkedJvm {
  private ParkedJvm() {}

  /**
   * Prints a line and waits to be killed.
   *
   * @param arguments ignored
   */
  public static void main(String[] arguments) {
    System.out.println("ready");
    while (true) {
      LockSupport.park();
    }
  }
}
