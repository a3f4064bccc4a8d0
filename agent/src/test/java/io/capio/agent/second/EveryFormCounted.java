package io.capio.agent.second;

import io.capio.agent.program.EveryForm;

/** Runs {@link EveryForm} and tells whether the second agent has seen it. */
public final class EveryFormCounted {

  private EveryFormCounted() {}

  public static void main(String[] arguments) throws Exception {
    EveryForm.main(arguments);
    System.out.println(SecondAgent.entered() > 100 ? "counted" : "not counted");
  }
}
