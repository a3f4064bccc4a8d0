package io.capio.fs.directory;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Entries that are looked for when they are asked for. For one thread at a time. */
abstract class Entries<P> implements Iterator<P> {
  private P next;
  private boolean ended;

  /** Returns the next one, or null after the last; may wait. */
  abstract P advance();

  @Override
  public final boolean hasNext() {
    if (next == null && !ended) {
      next = advance();
      ended = next == null;
    }
    return next != null;
  }

  /** Without a text, as the JDK's. */
  @Override
  public final void remove() {
    throw new UnsupportedOperationException();
  }

  @Override
  public final P next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    P result = next;
    next = null;
    return result;
  }
}
