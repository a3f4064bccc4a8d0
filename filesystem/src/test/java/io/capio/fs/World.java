package io.capio.fs;

/** Where a test runs: what differs between the two is a fault, or a row of the documentation. */
public enum World {
  /** A directory of the disk, through the JDK alone. */
  PLAIN,
  /** A CAPIO directory, through the file system and {@link JavaIo}. */
  CAPIO
}
