package io.capio.ipc;

import java.util.Optional;
import java.util.OptionalInt;

/** A request slot that is not a request of the wire. The server refuses the sender and goes on. */
public final class MalformedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RequestCode code;
  private final int tid;
  private final boolean known;

  /**
   * @param message what was wrong with the text
   * @param code what was asked for, null if no request has the code that was sent
   * @param tid who sent it, as far as that could be read
   */
  MalformedRequestException(String message, RequestCode code, OptionalInt tid) {
    super(message);
    this.code = code;
    this.tid = tid.orElse(0);
    this.known = tid.isPresent();
  }

  /** What was asked for, unless no request has the code that was sent. */
  public Optional<RequestCode> code() {
    return Optional.ofNullable(code);
  }

  /** The session that sent it, if the text says so. */
  public OptionalInt tid() {
    return known ? OptionalInt.of(tid) : OptionalInt.empty();
  }
}
