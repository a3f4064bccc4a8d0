package io.capio.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/coverage.md} says what the tables say. */
class CoverageTest {

  private static final Path DOCUMENT = Path.of("../docs/coverage.md");

  /** Writes the document instead of checking it. */
  private static final String UPDATE = "capio.coverage.update";

  private static final String NAME = "`%s`";

  @Test
  void documentIsUpToDate() throws IOException {
    String expected = document();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT)
        .as("to update: mvn test -pl agent -am -Dtest=CoverageTest -D" + UPDATE + "=true")
        .hasContent(expected);
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # What is intercepted

        Generated from the tables that the agent works with; a test fails when it is out of date.
        Other tests hold the tables against the running JDK (17 and 25): every constructor and method
        of `java.*` and `javax.*` that takes a file, a path or the name of a file is here, every call
        that is intercepted is made once in the CAPIO directory and once in an ordinary one and must
        have the same outcome, and every class of the JDK that opens files by name is here too.

        ## Calls that are rewritten in programs

        | class | members |
        | --- | --- |
        """);
    Map<String, TreeMap<String, Integer>> owners = new LinkedHashMap<>();
    for (EntryPoint row : EntryPoints.TABLE.rows()) {
      owners
          .computeIfAbsent(row.owner(), owner -> new TreeMap<>())
          .merge(member(row.owner(), row.name()), 1, Integer::sum);
    }
    owners.forEach((owner, members) -> row(text, code(owner), counted(members)));
    text.append(
        """

        ## Calls that reach a rewritten class of the JDK

        | class | members | rewritten |
        | --- | --- | --- |
        """);
    for (Surface.Row row : rows(Surface.REWRITTEN)) {
      row(text, code(row.owner()), member(row), code(row.reason()));
    }
    text.append("\n## Members that touch no file by name\n\n| reason | members |\n| --- | --- |\n");
    reasons(text, Surface.PURE);
    text.append("\n## Left out\n\n| reason | members |\n| --- | --- |\n");
    reasons(text, Surface.EXCLUDED);
    classes(text);
    return text.toString();
  }

  private static List<Surface.Row> rows(String kind) {
    return Surface.rows().stream().filter(row -> row.kind().equals(kind)).toList();
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String counted(Map<String, Integer> members) {
    return members.entrySet().stream()
        .map(m -> code(m.getKey()) + (m.getValue() > 1 ? " (" + m.getValue() + ")" : ""))
        .collect(Collectors.joining(", "));
  }

  private static String code(String name) {
    return NAME.formatted(name.replace('/', '.').replace('$', '.'));
  }

  /** A constructor is called what its class is called. */
  private static String member(String owner, String name) {
    return name.equals("<init>")
        ? owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1)
        : name;
  }

  private static String member(Surface.Row row) {
    String name = row.member().equals("*") ? "all" : code(member(row.owner(), row.member()));
    return row.since() == 0 ? name : name + " (since " + row.since() + ")";
  }

  private static void reasons(StringBuilder text, String kind) {
    Map<String, Map<String, TreeSet<String>>> reasons = new LinkedHashMap<>();
    for (Surface.Row row : rows(kind)) {
      reasons
          .computeIfAbsent(row.reason(), reason -> new LinkedHashMap<>())
          .computeIfAbsent(row.owner(), owner -> new TreeSet<>())
          .add(member(row));
    }
    reasons.forEach(
        (reason, owners) ->
            row(
                text,
                reason,
                owners.entrySet().stream()
                    .map(o -> code(o.getKey()) + ": " + String.join(", ", o.getValue()))
                    .collect(Collectors.joining("; "))));
  }

  private static void classes(StringBuilder text) {
    text.append("\n## Classes of the JDK that open files by name\n\nRewritten:\n\n");
    for (String name : new TreeSet<>(JdkCallers.all())) {
      text.append("* ").append(code(name)).append('\n');
    }
    text.append("* all that the application class loader loads, such as the compiler's\n");
    text.append("\nNot rewritten:\n\n| reason | classes |\n| --- | --- |\n");
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    List<String> names = List.of();
    for (String line : Surface.lines("jdk-callers.txt")) {
      if (line.startsWith(" ")) {
        names.add(code(line.trim() + (line.endsWith("/") ? "*" : "")));
      } else {
        names = reasons.computeIfAbsent(line, reason -> new ArrayList<>());
      }
    }
    reasons.forEach((reason, of) -> row(text, reason, String.join(", ", of)));
  }
}
