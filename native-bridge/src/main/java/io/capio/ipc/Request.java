package io.capio.ipc;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request in memory, the same for the client that encodes it and the server that decodes it.
 * Immutable.
 *
 * @param code which request
 * @param tid the session that sent it and that a reply goes to
 * @param numbers the numeric fields after the tid, in the order of the wire (for HANDSHAKE_NAMED:
 *     pid, wait; for CLONE: child)
 * @param text the path (or application name), empty where the request has none; for RENAME the old
 *     path
 * @param target the new path of RENAME, empty otherwise
 */
public record Request(RequestCode code, int tid, List<Long> numbers, String text, String target) {

  /** Checks nothing: {@link RequestCodec} does, where text becomes bytes. */
  public Request {
    numbers = List.copyOf(numbers);
  }

  /** A request without text. */
  public static Request of(RequestCode code, int tid, long... numbers) {
    return new Request(code, tid, box(numbers), "", "");
  }

  /** A request whose text is a path or an application name. */
  public static Request of(RequestCode code, int tid, String text, long... numbers) {
    return new Request(code, tid, box(numbers), text, "");
  }

  /** RENAME of the base wire. */
  public static Request rename(int tid, String from, String to) {
    return new Request(RequestCode.RENAME, tid, List.of(), from, to);
  }

  /** RENAME_TO of the extensions: both paths in one text, told apart by the first one's length. */
  public static Request renameTo(int tid, long flags, String from, String to) {
    return new Request(RequestCode.RENAME_TO, tid, List.of(flags, bytes(from)), from + to, "");
  }

  /** MAKE_LINK of the extensions: path and target in one text, as in {@link #renameTo}. */
  public static Request makeLink(int tid, String link, String target) {
    return new Request(RequestCode.MAKE_LINK, tid, List.of(bytes(link)), link + target, "");
  }

  /** HARD_LINK of the extensions: both paths in one text, as in {@link #renameTo}. */
  public static Request hardLink(int tid, String existing, String link) {
    return new Request(RequestCode.HARD_LINK, tid, List.of(bytes(existing)), existing + link, "");
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The two parts of a text of {@link #renameTo} and its like.
   *
   * @param firstBytes length of the first part in UTF-8
   * @return null if the text is not longer than that, or the length none
   */
  public static String[] parts(String text, long firstBytes) {
    byte[] both = text.getBytes(StandardCharsets.UTF_8);
    if (firstBytes <= 0 || firstBytes >= both.length) {
      return null;
    }
    int length = (int) firstBytes;
    return new String[] {
      new String(both, 0, length, StandardCharsets.UTF_8),
      new String(both, length, both.length - length, StandardCharsets.UTF_8)
    };
  }

  /**
   * A numeric field.
   *
   * @param index counted from 0, the tid not included
   */
  public long number(int index) {
    return numbers.get(index);
  }

  /** The descriptor of the requests of the base wire that have one: their first number. */
  public int fd() {
    return (int) (long) numbers.get(0);
  }

  private static List<Long> box(long[] numbers) {
    Long[] boxed = new Long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      boxed[i] = numbers[i];
    }
    return List.of(boxed);
  }
}
