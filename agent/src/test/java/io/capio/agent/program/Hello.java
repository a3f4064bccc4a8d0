package io.capio.agent.program;

/** Touches no file. */
public final class Hello {

  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
