package io.capio.agent.weave;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is said of the JDK's entry points that are not in the table: {@code surface.txt}. */
final class Surface {

  static final String PURE = "pure";
  static final String REWRITTEN = "rewritten";
  static final String EXCLUDED = "excluded";

  /** For all members of an owner. */
  private static final String ALL = "*";

  /**
   * One member of an owner.
   *
   * @param member its name, with its descriptor where only one overload is meant
   * @param since the first JDK that has it
   * @param kind one of the three above
   * @param reason why; of a rewritten one the class of the JDK that opens its file
   */
  record Row(String owner, String member, int since, String kind, String reason) {
    boolean isOfThisJdk() {
      return since <= Runtime.version().feature();
    }
  }

  private static final List<Row> ROWS = read();
  private static final Map<String, Row> BY_MEMBER = byMember();

  private Surface() {}

  static List<String> lines(String resource) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Surface.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return in.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  private static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    String[] heading = null;
    for (String line : lines("surface.txt")) {
      if (!line.startsWith(" ")) {
        heading = line.split(" ", 2);
        continue;
      }
      String[] words = line.trim().split(" +", -1);
      for (int i = 1; i < words.length; i++) {
        int at = words[i].indexOf('@');
        int since = at < 0 ? 0 : Integer.parseInt(words[i].substring(at + 1));
        String member = at < 0 ? words[i] : words[i].substring(0, at);
        rows.add(new Row(words[0], member, since, heading[0], heading[1]));
      }
    }
    return rows;
  }

  private static Map<String, Row> byMember() {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : ROWS) {
      if (rows.put(row.owner() + ' ' + row.member(), row) != null) {
        throw new AssertionError(row.owner() + " " + row.member() + " is listed twice");
      }
    }
    return rows;
  }

  static List<Row> rows() {
    return ROWS;
  }

  /** Returns what is said of a member, or null if nothing is. */
  static Row find(String owner, String name, String descriptor) {
    Row exact = BY_MEMBER.get(owner + ' ' + name + descriptor);
    Row named = exact != null ? exact : BY_MEMBER.get(owner + ' ' + name);
    return named != null ? named : BY_MEMBER.get(owner + ' ' + ALL);
  }
}
