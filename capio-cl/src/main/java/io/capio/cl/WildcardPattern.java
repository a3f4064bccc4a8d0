package io.capio.cl;

/**
 * Matches as POSIX {@code fnmatch} does with {@code FNM_NOESCAPE} and no other flag: {@code *},
 * {@code ?} and brackets match any character including {@code /} and a leading dot, and a backslash
 * is an ordinary character. Characters are code points. Time is at most proportional to the product
 * of the two lengths.
 */
final class WildcardPattern {
  private final String pattern;
  private final String literalStart;

  WildcardPattern(String pattern) {
    this.pattern = pattern;
    this.literalStart = pattern.substring(0, firstWildcard(pattern));
  }

  static boolean hasWildcards(String text) {
    return firstWildcard(text) < text.length();
  }

  private static int firstWildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' || c == '?' || c == '[') {
        return i;
      }
    }
    return text.length();
  }

  /**
   * Remembers only the last star: if the part after it fits anywhere, its first fit leaves the most
   * text for what follows, so an earlier star never has to be tried again.
   */
  boolean matches(String text) {
    if (!text.startsWith(literalStart)) {
      return false;
    }
    int p = literalStart.length();
    int t = p;
    int afterStar = -1;
    int starEnd = -1;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        afterStar = ++p;
        starEnd = t;
        continue;
      }
      int c = text.codePointAt(t);
      int next = afterOne(p, c);
      if (next >= 0) {
        p = next;
        t += Character.charCount(c);
      } else if (afterStar >= 0) {
        starEnd += Character.charCount(text.codePointAt(starEnd));
        t = starEnd;
        p = afterStar;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** The place in the pattern after what matched the character; -1 if it does not match. */
  private int afterOne(int p, int c) {
    if (p == pattern.length()) {
      return -1;
    }
    return switch (pattern.charAt(p)) {
      case '?' -> p + 1;
      case '[' -> new BracketExpression(pattern, p, c).end();
      default -> {
        int expected = pattern.codePointAt(p);
        yield expected == c ? p + Character.charCount(expected) : -1;
      }
    };
  }
}
