package io.capio.client;

import io.capio.ipc.ObjectNames;
import io.capio.ipc.SharedMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who uses the sessions of a workflow, judged by what the processes of this user have mapped: a
 * native server, which knows no processes, cannot tell. What another pid namespace has is not seen.
 */
final class SessionUsers {
  private static final Path PROCESSES = Path.of("/proc");

  private SessionUsers() {}

  /** The reply queues of all sessions that have not taken their leave, dead or alive. */
  static Set<String> queues(ObjectNames names) throws IOException {
    String prefix = names.ring("response_buffer_");
    Set<String> queues = new HashSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            SharedMemory.DIRECTORY, file -> file.getFileName().toString().startsWith(prefix))) {
      files.forEach(file -> queues.add(file.toString()));
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return queues;
  }

  /** The reply queues that each living process but this one has mapped; without those of none. */
  static Map<Long, Set<String>> find(ObjectNames names) throws IOException {
    String prefix = SharedMemory.path(names.ring("response_buffer_")).toString();
    Map<Long, Set<String>> users = new HashMap<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        Set<String> mapped = mapped(process, prefix);
        if (!mapped.isEmpty()) {
          users.put(Long.valueOf(process.getFileName().toString()), mapped);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    users.remove(ProcessHandle.current().pid());
    return users;
  }

  private static Set<String> mapped(Path process, String prefix) {
    Set<String> objects = new HashSet<>();
    try {
      String maps = new String(Files.readAllBytes(process.resolve("maps")), StandardCharsets.UTF_8);
      for (String line : maps.split("\n", -1)) {
        int at = line.indexOf(prefix);
        // what has no name any more was removed when its client took its leave
        if (at >= 0 && !line.endsWith(" (deleted)")) {
          objects.add(line.substring(at));
        }
      }
    } catch (IOException gone) {
      // it has ended, or is another user's, who cannot be a client
    }
    return objects;
  }
}
