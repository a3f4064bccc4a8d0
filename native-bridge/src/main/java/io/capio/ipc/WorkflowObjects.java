package io.capio.ipc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The objects in shared memory that bear one workflow's name, and who uses them. A snapshot.
 *
 * @param names the workflow
 * @param files the objects, never empty
 */
public record WorkflowObjects(ObjectNames names, List<Path> files) {
  /** Any object but a canary, whose name could be anything; the shortest workflow that fits. */
  private static final Pattern OBJECT =
      Pattern.compile(
          "(?:sem\\.)?(.+?)_(?:server|rules|(?:segment|map|lock)_\\d+|(?:(?:first|last)_elem_|sem_num_(?:elems|empty)_"
              + "|mutex_)?(?:request_buffer|response_buffer_-?\\d+|capio_(?:write|read)_tid_-?\\d+))");

  /** The workflows of which there is anything, in the order of their names. */
  public static List<WorkflowObjects> all() throws IOException {
    TreeSet<String> workflows = new TreeSet<>();
    for (Path file : shared()) {
      Matcher matcher = OBJECT.matcher(file.getFileName().toString());
      if (matcher.matches()) {
        workflows.add(matcher.group(1));
      }
    }
    List<WorkflowObjects> found = new ArrayList<>();
    for (String workflow : workflows) {
      if (RequestCodec.isWord(workflow) && !workflow.startsWith(".")) {
        of(new ObjectNames(workflow)).ifPresent(found::add);
      }
    }
    return found;
  }

  /** What there is of one workflow; empty if nothing. */
  public static Optional<WorkflowObjects> of(ObjectNames names) throws IOException {
    Pattern ours = names.files();
    List<Path> files =
        shared().stream()
            .filter(file -> ours.matcher(file.getFileName().toString()).matches())
            .toList();
    return files.isEmpty() ? Optional.empty() : Optional.of(new WorkflowObjects(names, files));
  }

  private static List<Path> shared() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(SharedMemory.DIRECTORY)) {
      all.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  /** The owner of one that is not this user's, or empty if all are this user's. */
  public Optional<String> foreignOwner() throws IOException {
    for (Path file : files) {
      try {
        SharedMemory.requireOwn(file.getFileName().toString());
      } catch (NoSuchFileException gone) {
        // its owner has removed it meanwhile
      } catch (IOException foreign) {
        return Optional.of(Files.getOwner(file).getName());
      }
    }
    return Optional.empty();
  }

  /** The server that has announced itself, dead or alive. */
  public Optional<ServerAnnouncement> server() throws IOException {
    return ServerAnnouncement.read(names);
  }

  /**
   * The processes that have one of the objects open or mapped, with their commands, as far as this
   * user and this pid namespace may see them.
   */
  public Map<Long, String> users() {
    Map<Long, String> users = new TreeMap<>();
    ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> pid != ProcessHandle.current().pid())
        .filter(this::isUsedBy)
        .forEach(pid -> users.put(pid, command(pid)));
    return users;
  }

  private boolean isUsedBy(long pid) {
    Path process = Disk.path("/proc", Long.toString(pid));
    return mapped(process).anyMatch(this::isOurs) || open(process).anyMatch(this::isOurs);
  }

  private boolean isOurs(String path) {
    String prefix = SharedMemory.DIRECTORY + "/";
    return path.startsWith(prefix)
        && names.files().matcher(path.substring(prefix.length())).matches();
  }

  /** Files that were removed after they were mapped do not count. */
  private static Stream<String> mapped(Path process) {
    return read(process.resolve("maps"))
        .lines()
        .map(line -> line.substring(Math.max(0, line.indexOf('/'))));
  }

  private static Stream<String> open(Path process) {
    List<String> targets = new ArrayList<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path link : links) {
        targets.add(Files.readSymbolicLink(link).toString());
      }
    } catch (IOException | DirectoryIteratorException | UncheckedIOException gone) {
      // what was seen of it so far counts
    }
    return targets.stream();
  }

  private static String command(long pid) {
    return read(Disk.path("/proc", Long.toString(pid), "comm")).strip();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
