package io.capio.launcher.workflow.record;

import java.nio.file.Path;

/**
 * Where the records of a workflow lie.
 *
 * @param folder the folder
 * @param workflow the name of the workflow
 */
public record Records(Path folder, String workflow) {
  private static final String FOLDER = ".capio-run";

  /** Beside a workflow file, or in the folder of the user's choice. */
  public static Records of(Path file, Path chosen, String workflow) {
    Path folder = chosen != null ? chosen : file.toAbsolutePath().resolveSibling(FOLDER);
    return new Records(folder, workflow);
  }

  /** The document of a run. */
  public Path run(Mode mode) {
    return folder.resolve(workflow + "." + mode.word() + ".json");
  }

  /** The server's trace of it. */
  public Path trace(Mode mode) {
    return folder.resolve(workflow + "." + mode.word() + ".trace");
  }
}
