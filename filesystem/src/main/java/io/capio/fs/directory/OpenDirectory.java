package io.capio.fs.directory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;

/** A directory that is being listed, which may get another name meanwhile. */
public interface OpenDirectory<P extends Path> extends DirectoryStream<P> {
  /**
   * Where the directory is: its present path, if that is known, and else the one under which it was
   * opened. Asks the server; may be called by any thread.
   *
   * @throws java.nio.file.NoSuchFileException if it was deleted
   */
  Path place() throws IOException;
}
