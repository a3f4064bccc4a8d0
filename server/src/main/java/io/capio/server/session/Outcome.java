package io.capio.server.session;

/** What became of one attempt at a request. */
public enum Outcome {
  /** It has been answered, or needs no answer. */
  DONE,
  /** It is to be tried again when the list is woken that its session waits in. */
  WAITING,
  /** It is to be tried again soon: the client has yet to fill or to empty a queue. */
  BUSY
}
