package io.capio.launcher.target;

import java.util.List;

/**
 * What a JVM is asked to run.
 *
 * @param command the words after the JVM's options that name it, up to and without its arguments
 * @param appName its own name, which the step has unless the user gives it another
 * @param arguments what the program gets, verbatim
 */
public record Target(List<String> command, String appName, List<String> arguments) {
  /** Copies the lists. */
  public Target {
    command = List.copyOf(command);
    arguments = List.copyOf(arguments);
  }
}
