package io.capio.client.posix;

import io.capio.client.CapioClient;
import io.capio.client.CapioException;
import io.capio.client.CapioFile;
import io.capio.client.DirectoryListing;
import io.capio.client.FileStatus;
import io.capio.client.OpenFlag;
import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import io.capio.ipc.Errno;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step of a workflow, from {@link #init} to {@link #teardown}, with the calls of POSIX on the
 * files of its CAPIO directory.
 *
 * <pre>{@code
 * try (CapioPosix capio = CapioPosix.init("/data", "wf", "step");
 *     PosixFile file = capio.open("/data/f", 0644, FileMode.O_WRONLY, FileMode.O_CREAT)) {
 *   file.write(bytes, 0, bytes.length);
 * }
 * }</pre>
 *
 * <p>Paths are absolute, or relative to the working directory of the process. One that is not
 * CAPIO's - outside the directory, or excluded by the workflow's rules - is refused with EINVAL:
 * this is no substitute for the JDK's files.
 *
 * <p>Thread-safe. Calls wait for their answer, and for other steps where the rules of the workflow
 * say so; every wait ends with the server ({@link io.capio.client.CapioUnavailableException}), the
 * producer or the timeout ({@link CapioException}). Failures have the type {@link CapioException},
 * whose {@link CapioException#errno} is that of the call in POSIX.
 */
public final class CapioPosix implements Closeable {
  /** PyCAPIO's name of a step that has none. */
  public static final String DEFAULT_APP_NAME = Settings.DEFAULT_APP_NAME;

  /** PyCAPIO's name of a workflow that has none. */
  public static final String DEFAULT_WORKFLOW_NAME = "CAPIO";

  private final CapioClient client;

  private CapioPosix(CapioClient client) {
    this.client = client;
  }

  /**
   * Joins the server of a workflow, or starts one, and becomes a step.
   *
   * @param capioDir an existing directory
   * @throws io.capio.client.CapioUnavailableException if there is no server and none can be started
   */
  public static CapioPosix init(String capioDir, String workflowName, String appName)
      throws IOException {
    return init(Map.of("capioDir", capioDir, "workflowName", workflowName, "appName", appName));
  }

  /**
   * As {@link #init(String, String, String)}, with any options by their names among the agent's
   * arguments (docs/options.md).
   *
   * @throws IllegalArgumentException for an unknown option or a value that does not fit
   */
  public static CapioPosix init(Map<String, String> options) throws IOException {
    return new CapioPosix(CapioClient.connect(Settings.resolve(options)));
  }

  /** The current CAPIO directory: its real path. */
  public Path directory() {
    return client.directory();
  }

  private String inside(String path) throws CapioException {
    Path absolute = Disk.path(path).toAbsolutePath().normalize();
    if (!absolute.startsWith(client.directory())
        && !absolute.startsWith(client.lexicalDirectory())) {
      throw new CapioException(
          Errno.EINVAL, path, "is not inside the CAPIO directory " + client.directory());
    }
    return absolute.toString();
  }

  private static CapioException excluded(String path) {
    return new CapioException(
        Errno.EINVAL, path, "is excluded from CAPIO by the workflow's rules: use the JDK");
  }

  /**
   * open(2). Waits for the creation of a file that the rules declare as this step's input.
   *
   * @param permissions for a file that is created, 0 to 0777
   * @throws CapioException ENOENT, EEXIST, EISDIR, ENOTDIR, EACCES, EINVAL (not CAPIO's), and
   *     EOWNERDEAD (its producer died)
   */
  public PosixFile open(String path, int permissions, FileMode... modes) throws IOException {
    Set<OpenFlag> flags = FileMode.flags(modes);
    Optional<CapioFile> file = client.open(inside(path), flags, permissions);
    return new PosixFile(file.orElseThrow(() -> excluded(path)), flags);
  }

  /**
   * mkdir(2).
   *
   * @param permissions 0 to 0777
   * @throws CapioException EEXIST, ENOENT or ENOTDIR (its parent), EINVAL (not CAPIO's)
   */
  public void mkdir(String path, int permissions) throws IOException {
    client.makeDirectory(inside(path), permissions);
  }

  /**
   * The entries of a directory one by one, each with its name and kind; to be closed. Of a streamed
   * directory they come as they are made.
   *
   * @throws CapioException ENOENT, ENOTDIR, EINVAL (not CAPIO's)
   */
  public DirectoryListing scandir(String path) throws IOException {
    return client.list(inside(path));
  }

  /**
   * stat(2); the size is that of now.
   *
   * @throws CapioException ENOENT, EINVAL (not CAPIO's)
   */
  public FileStatus stat(String path) throws IOException {
    return client.status(inside(path), false).orElseThrow(() -> excluded(path));
  }

  /** Closes the files that are open and leaves the workflow, which on_termination rules notice. */
  public void teardown() throws IOException {
    client.close();
  }

  /** {@link #teardown}. */
  @Override
  public void close() throws IOException {
    teardown();
  }
}
