package io.capio.cl;

/**
 * One bracket expression of a pattern, tried on one character. It is interpreted rather than
 * compiled, because whether an ill-formed one matches depends on the character: the C library gives
 * up only when it reaches the flaw.
 */
final class BracketExpression {
  private static final int NO_MATCH = -1;

  private enum Member {
    HIT,
    MISS,
    ILL_FORMED
  }

  private final String pattern;
  private final int open;
  private final int tried;
  private int at;

  BracketExpression(String pattern, int open, int tried) {
    this.pattern = pattern;
    this.open = open;
    this.tried = tried;
  }

  /** The place after the expression if the character matches; -1 if not. */
  int end() {
    at = open + 1;
    boolean negated = peek(0) == '!' || peek(0) == '^';
    if (negated) {
      at++;
    }
    boolean first = true;
    while (at < pattern.length()) {
      if (!first && peek(0) == ']') {
        return negated ? at + 1 : NO_MATCH;
      }
      first = false;
      switch (member()) {
        case HIT -> {
          return endAfterHit(negated);
        }
        case ILL_FORMED -> {
          return NO_MATCH;
        }
        case MISS -> {}
      }
    }
    return unclosed();
  }

  /** Without a closing bracket the opening one is an ordinary character. */
  private int unclosed() {
    return tried == '[' ? open + 1 : NO_MATCH;
  }

  /** The UTF-16 unit at a distance; 0 behind the end, as in the C library. */
  private int peek(int distance) {
    int index = at + distance;
    return index < pattern.length() ? pattern.charAt(index) : 0;
  }

  private int take() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private Member member() {
    if (peek(0) == '[' && peek(1) == ':') {
      int nameEnd = classNameEnd();
      if (nameEnd >= 0) {
        String name = pattern.substring(at + 2, nameEnd);
        at = nameEnd + 2;
        return ofClass(name);
      }
    } else if (peek(0) == '[' && peek(1) == '=') {
      int start = at + 2;
      if (skipEquivalence()) {
        return pattern.codePointAt(start) == tried ? Member.HIT : Member.MISS;
      }
    } else if (peek(0) == '[' && peek(1) == '.') {
      int low = collatingSymbol();
      return low < 0 ? Member.ILL_FORMED : single(low, peek(0) == '-' && peek(1) != 0);
    }
    int low = take();
    return single(low, peek(0) == '-' && peek(1) != 0 && peek(1) != ']');
  }

  /** A character that has just been read, or the range that it begins. */
  private Member single(int low, boolean range) {
    if (!range && low == tried) {
      return Member.HIT;
    }
    if (peek(0) != '-' || peek(1) == ']') {
      return Member.MISS;
    }
    at++;
    if (at >= pattern.length()) {
      return Member.ILL_FORMED;
    }
    int high = peek(0) == '[' && peek(1) == '.' ? collatingSymbol() : take();
    if (high < 0) {
      return Member.ILL_FORMED;
    }
    return low <= tried && tried <= high ? Member.HIT : Member.MISS;
  }

  /** Reads {@code [.x.]}; -1 unless it names a single character. */
  private int collatingSymbol() {
    int end = pattern.indexOf(".]", at + 2);
    if (end < 0 || end == at + 2) {
      return NO_MATCH;
    }
    int c = pattern.codePointAt(at + 2);
    if (at + 2 + Character.charCount(c) != end) {
      return NO_MATCH;
    }
    at = end + 2;
    return c;
  }

  /** Goes behind {@code [=x=]}; stays where it is and says false if there is none. */
  private boolean skipEquivalence() {
    int c = at + 2 < pattern.length() ? pattern.codePointAt(at + 2) : 0;
    int end = 2 + Character.charCount(c);
    if (c == 0 || peek(end) != '=' || peek(end + 1) != ']') {
      return false;
    }
    at += end + 2;
    return true;
  }

  private int classNameEnd() {
    int index = at + 2;
    while (index < pattern.length()
        && pattern.charAt(index) >= 'a'
        && pattern.charAt(index) < 'z') {
      index++;
    }
    return pattern.startsWith(":]", index) ? index : NO_MATCH;
  }

  private Member ofClass(String name) {
    boolean graphic = tried > ' ' && tried < 0x7f;
    boolean digit = tried >= '0' && tried <= '9';
    boolean lower = tried >= 'a' && tried <= 'z';
    boolean upper = tried >= 'A' && tried <= 'Z';
    boolean member;
    switch (name) {
      case "alpha" -> member = lower || upper;
      case "digit" -> member = digit;
      case "alnum" -> member = lower || upper || digit;
      case "lower" -> member = lower;
      case "upper" -> member = upper;
      case "space" -> member = tried == ' ' || (tried >= '\t' && tried <= '\r');
      case "blank" -> member = tried == ' ' || tried == '\t';
      case "punct" -> member = graphic && !(lower || upper || digit);
      case "print" -> member = graphic || tried == ' ';
      case "graph" -> member = graphic;
      case "cntrl" -> member = tried < ' ' || tried == 0x7f;
      case "xdigit" ->
          member = digit || (tried >= 'a' && tried <= 'f') || (tried >= 'A' && tried <= 'F');
      default -> {
        return Member.ILL_FORMED;
      }
    }
    return member ? Member.HIT : Member.MISS;
  }

  /** Looks for the closing bracket, where other flaws count than before the hit. */
  private int endAfterHit(boolean negated) {
    while (at < pattern.length()) {
      if (peek(0) == ']') {
        return negated ? NO_MATCH : at + 1;
      }
      if (peek(0) == '[' && peek(1) == ':' && classNameEnd() >= 0) {
        at = classNameEnd() + 2;
      } else if (peek(0) == '[' && peek(1) == '=') {
        if (!skipEquivalence()) {
          return NO_MATCH;
        }
      } else if (peek(0) == '[' && peek(1) == '.') {
        int end = pattern.indexOf(".]", at + 2);
        if (end < 0) {
          return NO_MATCH;
        }
        at = end + 2;
      } else {
        at++;
      }
    }
    return unclosed();
  }
}
