package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WildcardPatternTest {
  /** Answers of the GNU C library 2.36 in the C locale with FNM_NOESCAPE. */
  static Stream<Arguments> answersOfTheCLibrary() {
    return Stream.of(
        arguments("/a/*", "/a/b", true),
        arguments("/a/*", "/a/b/", true),
        arguments("/a/*", "/a/b/c", true),
        arguments("/a/*", "/a/", true),
        arguments("/a/*", "/a", false),
        arguments("/a", "/a/b", false),
        arguments("*", ".hidden", true),
        arguments("*.txt", "/c/.d/x.txt", true),
        arguments("*", "", true),
        arguments("?", "/", true),
        arguments("?", "", false),
        arguments("??", "a", false),
        arguments("a\\*", "a\\b", true),
        arguments("a\\*", "a*", false),
        arguments("A", "a", false),
        arguments("[ab]", "b", true),
        arguments("[ab]", "c", false),
        arguments("[!ab]", "c", true),
        arguments("[^ab]", "a", false),
        arguments("[!ab]", "/", true),
        arguments("[/]", "/", true),
        arguments("[.]x", ".x", true),
        arguments("[a-c]x", "bx", true),
        arguments("[c-a]", "b", false),
        arguments("[a-]", "-", true),
        arguments("[-a]", "-", true),
        arguments("[]a]", "]", true),
        arguments("[!]a]", "]", false),
        arguments("[!]a]", "b", true),
        arguments("[a", "[a", true),
        arguments("[", "[", true),
        arguments("x[", "x[", true),
        arguments("[!", "[!", true),
        arguments("[[a]", "[", true),
        arguments("[*]", "*", true),
        arguments("[*]", "a", false),
        arguments("[?]", "a", false),
        arguments("[[:alpha:]]", "q", true),
        arguments("[[:alpha:]]", "7", false),
        arguments("[![:digit:]]", "7", false),
        arguments("[[:upper:][:digit:]_]", "_", true),
        arguments("[[:space:]]", " ", true),
        arguments("[[:punct:]]", "~", true),
        arguments("[[:xdigit:]]", "G", false),
        arguments("[[:nosuch:]]", "a", false),
        arguments("[a[:nosuch:]]", "a", true),
        arguments("[[:alpha]", ":", true),
        arguments("[[=a=]]", "a", true),
        arguments("[[.-.]]", "-", true),
        arguments("[[.ab.]]", "a", false),
        arguments("[a-[.c.]]", "b", true),
        arguments("[a-", "[a-", false),
        arguments("*a*a*b", "aaaab", true),
        arguments("*a*a*b", "aaaa", false),
        arguments("a**b", "ab", true),
        arguments("a*b?c", "axxbyc", true),
        arguments("*]", "x]", true),
        arguments("[[]", "[", true));
  }

  @ParameterizedTest
  @MethodSource("answersOfTheCLibrary")
  void answer_isThatOfTheCLibrary(String pattern, String text, boolean matches) {
    assertThat(new WildcardPattern(pattern).matches(text)).isEqualTo(matches);
  }

  @Test
  void characterOutsideTheBasicPlane_isOneCharacter() {
    assertThat(new WildcardPattern("/?").matches("/\uD83D\uDE80")).isTrue();
    assertThat(new WildcardPattern("*??").matches("\uD83D\uDE80")).isFalse();
    assertThat(new WildcardPattern("[\uD83D\uDE80-\uD83D\uDE82]x").matches("\uD83D\uDE81x"))
        .isTrue();
  }

  @Test
  void manyStars_doNotExplode() {
    String text = "a".repeat(4000);

    assertThat(new WildcardPattern("*a".repeat(200) + "*b").matches(text)).isFalse();
  }

  @Test
  void randomPatterns_matchAsTheNaiveDefinitionSays() {
    long seed = Long.getLong("capio.seed", 20261123);
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      String pattern = pattern(random);
      String text = letters(random, 8);
      assertThat(new WildcardPattern(pattern).matches(text))
          .as("%s on %s, seed %d", pattern, text, seed)
          .isEqualTo(naive(pattern, text));
    }
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    for (int n = random.nextInt(8); n > 0; n--) {
      switch (random.nextInt(5)) {
        case 0 -> pattern.append('*');
        case 1 -> pattern.append('?');
        case 2 -> pattern.append(random.nextBoolean() ? "[!" : "[").append("ab".charAt(n % 2));
        default -> pattern.append(letters(random, 1));
      }
      if (pattern.toString().lastIndexOf('[') > pattern.toString().lastIndexOf(']')) {
        pattern.append(random.nextBoolean() ? "-b]" : "/]");
      }
    }
    return pattern.toString();
  }

  private static String letters(Random random, int most) {
    return random
        .ints(random.nextInt(most + 1), 0, 4)
        .mapToObj(i -> "ab/.".substring(i, i + 1))
        .collect(java.util.stream.Collectors.joining());
  }

  /** Every way to split the text is tried; brackets are read by the regular expressions of Java. */
  private static boolean naive(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    char first = pattern.charAt(0);
    if (first == '*') {
      return naive(pattern.substring(1), text)
          || (!text.isEmpty() && naive(pattern, text.substring(1)));
    }
    if (text.isEmpty()) {
      return false;
    }
    int end = first == '[' ? pattern.indexOf(']') + 1 : 1;
    String one = text.substring(0, 1);
    boolean fits =
        switch (first) {
          case '?' -> true;
          case '[' -> one.matches(pattern.substring(0, end).replace("[!", "[^"));
          default -> text.charAt(0) == first;
        };
    return fits && naive(pattern.substring(end), text.substring(1));
  }
}
