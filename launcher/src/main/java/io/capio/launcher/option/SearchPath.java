package io.capio.launcher.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of the variable {@code PATH}, in which a shell looks for commands. */
public final class SearchPath {
  private SearchPath() {}

  /** Every executable file of that name, the one that a shell would take first. */
  public static List<Path> find(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, name).toAbsolutePath())
        .filter(SearchPath::isCommand)
        .toList();
  }

  /** Whether it is a file that this user may execute. */
  public static boolean isCommand(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
