package io.capio.cl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Makes the names of a document into the texts that the engine compares with paths. */
final class NameResolver {
  private final String prefix;
  private final String directory;
  private final Map<String, List<String>> aliases;

  NameResolver(ParseOptions options, Map<String, List<String>> aliases) {
    this.prefix = options.resolvePrefix() == null ? "" : options.resolvePrefix();
    this.directory =
        options.capioDirectory() == null
            ? ""
            : options.capioDirectory().toAbsolutePath().normalize().toString();
    this.aliases = aliases;
  }

  /** The texts for the names of a list; aliases are expanded once, not inside one another. */
  List<String> resolve(List<String> names) {
    return expanded(names).stream()
        .map(name -> prefix.isEmpty() ? inDirectory(name) : withPrefix(name))
        .toList();
  }

  /** The same for {@code storage}, to which upstream does not apply its prefix. */
  List<String> resolveStorage(List<String> names) {
    List<String> expanded = expanded(names);
    return prefix.isEmpty() ? expanded.stream().map(this::inDirectory).toList() : expanded;
  }

  private List<String> expanded(List<String> names) {
    return names.stream()
        .flatMap(name -> aliases.getOrDefault(name, List.of(name)).stream())
        .toList();
  }

  private String withPrefix(String name) {
    if (name.startsWith("/")) {
      return name;
    }
    return prefix.endsWith("/") ? prefix + name : prefix + "/" + name;
  }

  /**
   * A name with a leading star stays as written: it matches absolute paths as it is, and documents
   * rely on that.
   */
  private String inDirectory(String name) {
    if (directory.isEmpty() || name.isEmpty() || name.startsWith("/") || name.startsWith("*")) {
      return name;
    }
    if (name.indexOf('[') >= 0) {
      // Dots and slashes may be members of the brackets.
      return quotedDirectory() + "/" + name;
    }
    return WildcardPattern.hasWildcards(name)
        ? normalized(quotedDirectory() + "/" + name)
        : normalized(directory + "/" + name);
  }

  /** The directory as a pattern that matches nothing else, whatever characters it has. */
  private String quotedDirectory() {
    return (directory.equals("/") ? "" : directory).replaceAll("[*?\\[]", "[$0]");
  }

  private static String normalized(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return "/" + String.join("/", segments);
  }
}
