package io.capio.launcher.workflow.run;

/** Where a step is. */
enum StepState {
  /** Its turn has not come. */
  PENDING("to come"),
  /** Its process runs. */
  RUNNING("running"),
  /** It ended with status 0. */
  ENDED("ended"),
  /** It ended otherwise, and by itself. */
  FAILED("failed"),
  /** It was ended because of another one, or of a signal. */
  STOPPED("stopped");

  private final String word;

  StepState(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
