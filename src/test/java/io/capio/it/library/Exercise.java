package io.capio.it.library;

import java.nio.file.Path;

/** What one library does in a folder, in two JVMs. */
interface Exercise {
  /** Writes into an empty folder; also reads back what the library reads of its own. */
  void write(Path folder) throws Exception;

  /** Reads what another JVM wrote into the folder and fails if it is not that. */
  void read(Path folder) throws Exception;
}
