package io.capio.ipc;

import io.capio.ipc.RequestCode.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Text of a request slot: encoding for the client, decoding for the server. Stateless. Layouts:
 * wire section 4.1; limits: section 4.2.
 */
public final class RequestCodec {
  /** Bytes of a request slot, the terminating NUL included. */
  public static final int SLOT_BYTES = 256;

  private RequestCodec() {}

  /**
   * The text of a request, without a terminator.
   *
   * @return UTF-8 bytes; longer than {@link #SLOT_BYTES} - 1 when the request does not fit a slot
   * @throws IllegalArgumentException if a field holds NUL, or white space where the base wire ends
   *     a field at it; the message names the field
   */
  public static byte[] encode(Request request) {
    StringBuilder text = new StringBuilder(96);
    int code = request.code().code();
    text.append((char) ('0' + code / 1000))
        .append((char) ('0' + code / 100 % 10))
        .append((char) ('0' + code / 10 % 10))
        .append((char) ('0' + code % 10));
    Shape shape = request.code().shape();
    if (shape == Shape.PATH_PATH_TID || shape == Shape.PATH_TID) {
      text.append(' ').append(word(request.text()));
      if (shape == Shape.PATH_PATH_TID) {
        text.append(' ').append(word(request.target()));
      }
      text.append(' ').append(request.tid());
    } else if (shape == Shape.TID_PID_APP_WAIT) {
      text.append(' ').append(request.tid()).append(' ').append(request.number(0));
      text.append(' ').append(word(request.text())).append(' ').append(request.number(1));
    } else {
      text.append(' ').append(request.tid());
      for (long number : request.numbers()) {
        text.append(' ').append(number);
      }
      if (shape == Shape.TID_PATH || shape == Shape.TID_FD_PATH) {
        text.append(' ').append(word(request.text()));
      } else if (request.code().hasText()) {
        text.append(' ').append(terminable(request.text()));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the base wire can carry this text as one field: not empty, no white space, no NUL. */
  public static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Reads a request.
   *
   * @param bytes a slot, or the payload of a WIDE request
   * @param length how many of the bytes count; the text ends there or at the first NUL
   * @throws MalformedRequestException if this is no request; the message says what is wrong
   */
  public static Request decode(byte[] bytes, int length) throws MalformedRequestException {
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new Scan(bytes, end).request();
  }

  private static String word(String text) {
    if (!isWord(text)) {
      throw new IllegalArgumentException(
          "the CAPIO wire cannot carry an empty name or one with white space or NUL: \""
              + text
              + "\"");
    }
    return text;
  }

  private static String terminable(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("NUL in \"" + text + "\"");
    }
    return text;
  }

  /** A cursor over the text, with the leniency of {@code sscanf} that upstream servers have. */
  private static final class Scan {
    private final byte[] bytes;
    private final int end;
    private int at;
    private RequestCode code;
    private OptionalInt tid = OptionalInt.empty();

    Scan(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
    }

    Request request() throws MalformedRequestException {
      long number = integer("code");
      code = RequestCode.of((int) Math.max(-1, Math.min(number, 1000)));
      if (code == null) {
        sender();
        throw malformed("no request has code " + number);
      }
      List<Long> numbers = new ArrayList<>(4);
      String text = "";
      String target = "";
      switch (code.shape()) {
        case PATH_PATH_TID -> {
          text = word("old path");
          target = word("new path");
          senderAtEnd();
        }
        case PATH_TID -> {
          text = word("path");
          senderAtEnd();
        }
        case TID_PID_APP_WAIT -> {
          sender();
          numbers.add((long) int32("pid"));
          text = word("application name");
          numbers.add((long) int32("wait"));
        }
        case TID -> sender();
        case TID_PATH -> {
          sender();
          text = word("path");
        }
        case TID_FD -> {
          sender();
          numbers.add((long) int32("fd"));
        }
        case TID_FD_PATH -> {
          sender();
          numbers.add((long) int32("fd"));
          text = word("path");
        }
        case TID_FD_NUMBER -> {
          sender();
          numbers.add((long) int32("fd"));
          numbers.add(integer("number"));
        }
        default -> {
          sender();
          for (int i = 0; i < code.numbers(); i++) {
            numbers.add(integer("number"));
          }
          text = code.hasText() ? rest() : "";
        }
      }
      return new Request(code, tid.getAsInt(), numbers, text, target);
    }

    private void sender() throws MalformedRequestException {
      tid = OptionalInt.of(int32("tid"));
    }

    /** The tid after paths; where one of them has a blank, it is still the last field. */
    private void senderAtEnd() throws MalformedRequestException {
      skipBlanks();
      int fields = at;
      at = end;
      while (at > fields && isBlank(bytes[at - 1])) {
        at--;
      }
      while (at > fields && !isBlank(bytes[at - 1])) {
        at--;
      }
      int last = at;
      sender();
      if (last != fields) {
        throw malformed("a path has blanks");
      }
    }

    private MalformedRequestException malformed(String what) {
      return new MalformedRequestException(what, code, tid);
    }

    private void skipBlanks() {
      while (at < end && isBlank(bytes[at])) {
        at++;
      }
    }

    private static boolean isBlank(byte b) {
      return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private long integer(String field) throws MalformedRequestException {
      skipBlanks();
      int start = at;
      boolean negative = at < end && bytes[at] == '-';
      if (negative) {
        at++;
      }
      int digits = at;
      long value = 0;
      while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
        int digit = bytes[at++] - '0';
        if (value > (Long.MAX_VALUE - digit) / 10) {
          throw malformed(field + " is out of range");
        }
        value = value * 10 + digit;
      }
      if (at == digits) {
        throw malformed(field + " is missing at byte " + start);
      }
      return negative ? -value : value;
    }

    private int int32(String field) throws MalformedRequestException {
      long value = integer(field);
      if (value != (int) value) {
        throw malformed(field + " " + value + " is out of range");
      }
      return (int) value;
    }

    private String word(String field) throws MalformedRequestException {
      skipBlanks();
      int start = at;
      while (at < end && !isBlank(bytes[at])) {
        at++;
      }
      if (at == start) {
        throw malformed(field + " is missing at byte " + start);
      }
      return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    private String rest() throws MalformedRequestException {
      if (at >= end || bytes[at] != ' ') {
        throw malformed("text is missing at byte " + at);
      }
      String text = new String(bytes, at + 1, end - at - 1, StandardCharsets.UTF_8);
      at = end;
      return text;
    }
  }
}
