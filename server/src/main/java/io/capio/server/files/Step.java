package io.capio.server.files;

import io.capio.ipc.ProcessIdentity;
import io.capio.server.trace.Actor;
import java.util.LinkedHashSet;
import java.util.Set;

/** An application in one process: what produces files, and whose end commits them. */
public final class Step {
  private final String application;
  private final ProcessIdentity process;
  private final boolean extended;
  private final Actor actor;
  private final Set<Node> produced = new LinkedHashSet<>();
  private int sessions;

  /**
   * A step without sessions yet.
   *
   * @param extended whether its client is ours, and not one of upstream's
   */
  public Step(String application, ProcessIdentity process, boolean extended) {
    this.application = application;
    this.process = process;
    this.extended = extended;
    this.actor = new Actor(application, process.pid());
  }

  /** The name that CAPIO-CL knows it by. */
  public String application() {
    return application;
  }

  /** Its process. */
  public ProcessIdentity process() {
    return process;
  }

  /** Whether its client is ours. */
  boolean isExtended() {
    return extended;
  }

  /** How the account of the server's activity names it. */
  public Actor actor() {
    return actor;
  }

  /** One more session belongs to it. */
  public void enter() {
    sessions++;
  }

  /**
   * One session less.
   *
   * @return whether that was the last one, which is the termination of the step
   */
  public boolean leave() {
    return --sessions == 0;
  }

  /** How many sessions it has. */
  public int sessions() {
    return sessions;
  }

  /** What it created, wrote or added entries to and has not ended for. */
  Set<Node> produced() {
    return produced;
  }

  @Override
  public String toString() {
    return "\"" + application + "\" (process " + process.pid() + ")";
  }
}
