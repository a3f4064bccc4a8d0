package io.capio.launcher.workflow.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one step did with one file. Times are microseconds since the first step was started. */
final class Lane {
  /** What lasts. */
  enum Doing {
    WRITE,
    READ,
    WAIT
  }

  /** What happens in a moment. */
  enum Moment {
    OPEN_READ,
    OPEN_WRITE,
    OPEN_DISK,
    CLOSE
  }

  private final String step;
  private final String file;
  private final Map<Doing, List<Span>> spans = new EnumMap<>(Doing.class);
  private final Map<Moment, List<Long>> moments = new EnumMap<>(Moment.class);
  private final Set<String> waitedFor = new TreeSet<>();

  Lane(String step, String file) {
    this.step = step;
    this.file = file;
  }

  String step() {
    return step;
  }

  String file() {
    return file;
  }

  void add(Doing doing, Span span) {
    spans.computeIfAbsent(doing, key -> new ArrayList<>()).add(span);
  }

  void add(Moment moment, long micros) {
    moments.computeIfAbsent(moment, key -> new ArrayList<>()).add(micros);
  }

  List<Span> spans(Doing doing) {
    return spans.getOrDefault(doing, List.of());
  }

  List<Long> moments(Moment moment) {
    return moments.getOrDefault(moment, List.of());
  }

  /** What it waited for, in words. */
  Set<String> waitedFor() {
    return waitedFor;
  }

  /** When it was opened first; null if only waiting came of it. */
  Long opened() {
    return moments.entrySet().stream()
        .filter(entry -> entry.getKey() != Moment.CLOSE)
        .flatMap(entry -> entry.getValue().stream())
        .min(Long::compare)
        .orElse(null);
  }

  /** When anything happened first. */
  long first() {
    long first =
        moments.values().stream().mapToLong(times -> times.get(0)).min().orElse(Long.MAX_VALUE);
    return Math.min(
        first,
        spans.values().stream()
            .mapToLong(list -> list.get(0).begin())
            .min()
            .orElse(Long.MAX_VALUE));
  }
}
