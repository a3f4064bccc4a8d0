package io.capio.launcher.workflow.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which something was done, in microseconds of any origin.
 *
 * @param begin first moment
 * @param end last moment
 * @param amount bytes that were moved, or microseconds that were waited
 */
record Span(long begin, long end, long amount) {
  /** The same amounts in fewer spans: those of which the gap is not longer than given are one. */
  static List<Span> joined(List<Span> spans, long gap) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::begin));
    List<Span> joined = new ArrayList<>();
    for (Span span : sorted) {
      Span last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && span.begin() - last.end() <= gap) {
        long end = Math.max(last.end(), span.end());
        joined.set(joined.size() - 1, new Span(last.begin(), end, last.amount() + span.amount()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  /** How long at least one of them lasted. */
  static long covered(List<Span> spans) {
    return joined(spans, 0).stream().mapToLong(span -> span.end() - span.begin()).sum();
  }

  /** The sum of their amounts. */
  static long amount(List<Span> spans) {
    return spans.stream().mapToLong(Span::amount).sum();
  }
}
