package io.capio.server.storage;

import java.util.Arrays;

/**
 * The parts of a file that have been written, as sorted, disjoint, non-adjacent half-open ranges. A
 * file that is appended to has one.
 */
final class Ranges {
  private long[] starts = new long[2];
  private long[] ends = new long[2];
  private int count;

  /** Adds a range and merges what it touches. */
  void add(long start, long end) {
    if (end <= start) {
      return;
    }
    if (count > 0 && starts[count - 1] <= start && start <= ends[count - 1]) {
      ends[count - 1] = Math.max(ends[count - 1], end);
      return;
    }
    int from = firstEndingAtOrAfter(start);
    int to = from;
    long mergedStart = start;
    long mergedEnd = end;
    while (to < count && starts[to] <= end) {
      mergedStart = Math.min(mergedStart, starts[to]);
      mergedEnd = Math.max(mergedEnd, ends[to]);
      to++;
    }
    replace(from, to, mergedStart, mergedEnd);
  }

  private void replace(int from, int to, long start, long end) {
    if (to == from) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      System.arraycopy(starts, from, starts, from + 1, count - from);
      System.arraycopy(ends, from, ends, from + 1, count - from);
      count++;
    } else if (to > from + 1) {
      System.arraycopy(starts, to, starts, from + 1, count - to);
      System.arraycopy(ends, to, ends, from + 1, count - to);
      count -= to - from - 1;
    }
    starts[from] = start;
    ends[from] = end;
  }

  /** Forgets everything from that offset on. */
  void cut(long offset) {
    while (count > 0 && starts[count - 1] >= offset) {
      count--;
    }
    if (count > 0 && ends[count - 1] > offset) {
      ends[count - 1] = offset;
    }
  }

  /** The number of written bytes that follow the offset without a gap. */
  long available(long offset) {
    int at = firstEndingAtOrAfter(offset + 1);
    return at < count && starts[at] <= offset ? ends[at] - offset : 0;
  }

  /** The first written offset at or after that one, or {@code Long.MAX_VALUE}. */
  long nextWritten(long offset) {
    int at = firstEndingAtOrAfter(offset + 1);
    return at < count ? Math.max(starts[at], offset) : Long.MAX_VALUE;
  }

  /** The end of the last range, 0 if there is none. */
  long end() {
    return count == 0 ? 0 : ends[count - 1];
  }

  /** The sum of all ranges. */
  long bytes() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += ends[i] - starts[i];
    }
    return sum;
  }

  /** SEEK_DATA of the wire, section 7.6: an offset at the very end of a range counts as data. */
  long seekData(long offset) {
    if (count == 0) {
      return offset == 0 ? 0 : -1;
    }
    int at = firstEndingAtOrAfter(offset);
    return at == count ? -1 : Math.max(starts[at], offset);
  }

  /** SEEK_HOLE of the wire, section 7.6. */
  long seekHole(long offset) {
    if (count == 0) {
      return offset == 0 ? 0 : -1;
    }
    int at = firstEndingAtOrAfter(offset);
    if (at == count) {
      return -1;
    }
    return starts[at] <= offset ? ends[at] : offset;
  }

  /** A copy that later changes do not reach. */
  Ranges copy() {
    Ranges copy = new Ranges();
    copy.starts = Arrays.copyOf(starts, Math.max(2, count));
    copy.ends = Arrays.copyOf(ends, Math.max(2, count));
    copy.count = count;
    return copy;
  }

  private int firstEndingAtOrAfter(long offset) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
