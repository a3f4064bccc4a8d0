package io.capio.ipc;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/**
 * What a server with extensions says of itself before any client sends it anything: the object
 * {@code W_server} of docs/extensions.md. Immutable.
 *
 * @param process the server's process
 * @param directory real path of the CAPIO directory
 * @param geometry size of the data queues
 * @param version version of the server
 * @param rules the rules it began with
 * @param endsWhenIdle whether it ends by itself when its last client has gone
 * @param ending whether it takes no more clients
 * @param links whether it keeps symbolic links
 */
public record ServerAnnouncement(
    ProcessIdentity process,
    Path directory,
    Geometry geometry,
    String version,
    ServedRules rules,
    boolean endsWhenIdle,
    boolean ending,
    boolean links) {
  private static final String SYMBOLIC = "symbolic";

  private static final String EXTENSIONS = "1";

  /** The same server, at its end or not. */
  public ServerAnnouncement withEnding(boolean value) {
    return new ServerAnnouncement(
        process, directory, geometry, version, rules, endsWhenIdle, value, links);
  }

  /** Makes the announcement visible, complete from the first moment, in the place of an older. */
  public void publish(ObjectNames names) throws IOException {
    Properties text = new Properties();
    text.setProperty("extensions", EXTENSIONS);
    text.setProperty("pid", Long.toString(process.pid()));
    text.setProperty("start", Long.toString(process.start()));
    text.setProperty("directory", directory.toString());
    text.setProperty("lines", Integer.toString(geometry.lines()));
    text.setProperty("line_size", Integer.toString(geometry.lineBytes()));
    text.setProperty("version", version);
    text.setProperty("rules", rules.mark());
    text.setProperty("rules_from", rules.origin());
    text.setProperty("memory_only", Boolean.toString(rules.memoryOnly()));
    text.setProperty("ends_when_idle", Boolean.toString(endsWhenIdle));
    text.setProperty("ending", Boolean.toString(ending));
    text.setProperty("links", links ? SYMBOLIC : "");
    StringWriter out = new StringWriter();
    text.store(out, null);
    Path target = SharedMemory.path(names.server());
    Path aside = SharedMemory.path(names.server() + "." + process.pid());
    Files.deleteIfExists(aside);
    Files.createFile(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(aside, out.toString());
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw new IOException("cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the announcement of a workflow's server, dead or alive.
   *
   * @return empty if there is none, or it is of an unknown version
   * @throws IOException if it belongs to another user or cannot be read
   */
  public static Optional<ServerAnnouncement> read(ObjectNames names) throws IOException {
    Path path = SharedMemory.path(names.server());
    Properties text = new Properties();
    try {
      SharedMemory.requireOwn(names.server());
      text.load(new StringReader(Files.readString(path)));
      if (!EXTENSIONS.equals(text.getProperty("extensions"))) {
        return Optional.empty();
      }
      return Optional.of(
          new ServerAnnouncement(
              new ProcessIdentity(
                  Long.parseLong(text.getProperty("pid")),
                  Long.parseLong(text.getProperty("start"))),
              Disk.path(text.getProperty("directory")),
              new Geometry(
                  Integer.parseInt(text.getProperty("lines")),
                  Integer.parseInt(text.getProperty("line_size"))),
              text.getProperty("version", "unknown"),
              new ServedRules(
                  text.getProperty("rules", ""),
                  text.getProperty("rules_from", ""),
                  Boolean.parseBoolean(text.getProperty("memory_only"))),
              Boolean.parseBoolean(text.getProperty("ends_when_idle")),
              Boolean.parseBoolean(text.getProperty("ending")),
              SYMBOLIC.equals(text.getProperty("links"))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new IOException("the announcement " + path + " is not readable: " + e.getMessage(), e);
    }
  }
}
