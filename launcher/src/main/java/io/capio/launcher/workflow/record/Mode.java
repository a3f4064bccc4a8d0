package io.capio.launcher.workflow.record;

import java.util.Locale;

/** How the steps of a run follow each other. */
public enum Mode {
  /** All at once. */
  CONCURRENT,
  /** One after the other, in the order of the file. */
  SEQUENTIAL;

  /** In names of files and in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
