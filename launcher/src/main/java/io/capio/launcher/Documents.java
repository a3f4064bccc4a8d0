package io.capio.launcher;

import io.capio.launcher.document.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** What the build makes of the command line: man pages, and completion for bash and zsh. */
final class Documents {
  private Documents() {}

  /**
   * Writes all of them.
   *
   * @param args the folder, and the version
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    CommandLine command = CapioRun.commandLine();
    Path manual = Files.createDirectories(folder.resolve("man/man1"));
    for (Map.Entry<String, String> page : ManPage.all(command, args[1]).entrySet()) {
      Files.writeString(manual.resolve(page.getKey() + ".1"), page.getValue());
    }
    Path completion = Files.createDirectories(folder.resolve("completion"));
    Files.writeString(completion.resolve("capio-run"), completion(command));
  }

  /** The script, for both shells. */
  static String completion(CommandLine command) {
    return AutoComplete.bash("capio-run", command);
  }
}
