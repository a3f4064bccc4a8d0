package io.capio.server.request;

import io.capio.server.files.Step;
import io.capio.server.files.WaitList;

/** What a request may ask of the server as a whole. */
public interface ServerControl {
  /** Writes a sentence for the user who wants to know everything. */
  void note(String sentence);

  /** The status document, JSON in UTF-8. */
  byte[] status();

  /**
   * What would be lost if the server ended now.
   *
   * @param asker whose own unfinished files do not count
   * @return a sentence, empty if nothing
   */
  String lossAtEnd(Step asker);

  /** Ends the server after the present request. */
  void end();

  /** Whether the server ends whoever comes, because it was told to. */
  boolean isEnding();

  /**
   * Makes the directories that are to be kept and are in memory only, and starts copying what a
   * step has closed but not committed.
   *
   * @return whether this has to be done again when the writings started so far are over
   */
  boolean lend(Step step);

  /** Has a step read there what the disk has: programs that it starts may change it. */
  void readOnDisk(Step step);

  /** How many writings to disk have been started so far. */
  long persistStarted();

  /** How many of them are over. */
  long persistEnded();

  /** Why the last file could not be written to the disk, empty if all could. */
  String persistFailure();

  /** Woken when a writing to disk is over. */
  WaitList persistWaiters();
}
