package io.capio.server.storage;

import java.nio.ByteBuffer;

/**
 * A piece of a segment. It is either whole - free or in use - or split into {@link #FAN_OUT} pieces
 * of the next smaller size, which join again when all of them are free.
 */
final class Extent {
  /** How many extents of one size make one of the next. */
  static final int FAN_OUT = 16;

  /** Sizes: one page, and two that keep the number of pieces of a file small. */
  static final int[] BYTES = {4 << 10, 64 << 10, 1 << 20};

  static final int SMALL = 0;
  static final int MEDIUM = 1;
  static final int LARGE = 2;

  final int size;
  final ByteBuffer bytes;
  final Extent parent;

  Extent[] children;
  int freeChildren;
  Extent previous;
  Extent next;

  Extent(int size, ByteBuffer bytes, Extent parent) {
    this.size = size;
    this.bytes = bytes;
    this.parent = parent;
  }

  /** The free extents of one size: a stack from whose middle an extent can be taken. */
  static final class FreeList {
    private Extent head;

    boolean isEmpty() {
      return head == null;
    }

    void push(Extent extent) {
      extent.previous = null;
      extent.next = head;
      if (head != null) {
        head.previous = extent;
      }
      head = extent;
    }

    Extent pop() {
      Extent extent = head;
      remove(extent);
      return extent;
    }

    void remove(Extent extent) {
      if (extent.previous == null) {
        head = extent.next;
      } else {
        extent.previous.next = extent.next;
      }
      if (extent.next != null) {
        extent.next.previous = extent.previous;
      }
      extent.previous = null;
      extent.next = null;
    }
  }
}
