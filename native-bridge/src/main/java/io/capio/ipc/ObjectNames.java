package io.capio.ipc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The names of a workflow's shared objects (wire section 2.1). Immutable.
 *
 * @param workflow the workflow's name, which every object's name starts with
 */
public record ObjectNames(String workflow) {
  private static final int NAME_MAX = 255;

  /** The longest name made here is that of this semaphore, with a tid of ten digits. */
  private static final int LONGEST_ADDITION =
      "sem.".length() + "_sem_num_empty_capio_write_tid_2147483647".length();

  /** The longest workflow name, in bytes of UTF-8. */
  public static final int LONGEST_WORKFLOW = NAME_MAX - LONGEST_ADDITION;

  /**
   * @throws IllegalArgumentException if no object could bear the name; the message gives the limit
   */
  public ObjectNames {
    int bytes = workflow.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST_WORKFLOW) {
      throw new IllegalArgumentException(
          "a workflow name has 1 to "
              + LONGEST_WORKFLOW
              + " bytes, this one "
              + bytes
              + ": \""
              + workflow
              + "\"");
    }
    if (workflow.indexOf('/') >= 0 || !RequestCodec.isWord(workflow) || workflow.startsWith(".")) {
      throw new IllegalArgumentException(
          "a workflow name has no slash and no white space and does not start with a dot: \""
              + workflow
              + "\"");
    }
  }

  /** The empty object that says that a server owns the workflow. */
  public String canary() {
    return workflow;
  }

  /** The announcement of a server with extensions. */
  public String server() {
    return workflow + "_server";
  }

  /** The Unix-domain socket through which rules change at run time. */
  public String rules() {
    return workflow + "_rules";
  }

  /** Base name of the queue that all clients send requests through. */
  public String requests() {
    return "request_buffer";
  }

  /** Base name of the queue of reply words of one session. */
  public String responses(int tid) {
    return "response_buffer_" + tid;
  }

  /** Base name of the queue with the bytes that a session writes. */
  public String written(int tid) {
    return "capio_write_tid_" + tid;
  }

  /** Base name of the queue with the bytes that a session reads. */
  public String read(int tid) {
    return "capio_read_tid_" + tid;
  }

  /** A memory segment of the server's content pool. */
  public String segment(int number) {
    return workflow + "_segment_" + number;
  }

  /** The content of a file that a client has mapped. */
  public String mapping(long file) {
    return workflow + "_map_" + file;
  }

  /** What the processes that lock a file lock in its stead. */
  public String lock(long file) {
    return workflow + "_lock_" + file;
  }

  /** The ring of a queue. */
  public String ring(String base) {
    return workflow + "_" + base;
  }

  String first(String base) {
    return workflow + "_first_elem_" + base;
  }

  String last(String base) {
    return workflow + "_last_elem_" + base;
  }

  String filled(String base) {
    return workflow + "_sem_num_elems_" + base;
  }

  String free(String base) {
    return workflow + "_sem_num_empty_" + base;
  }

  String mutex(String base) {
    return workflow + "_mutex_" + base;
  }

  /** Whether any session's reply queue exists. */
  public boolean hasSessions() throws IOException {
    String prefix = ring("response_buffer_");
    try (DirectoryStream<Path> rings =
        Files.newDirectoryStream(
            SharedMemory.DIRECTORY, file -> file.getFileName().toString().startsWith(prefix))) {
      return rings.iterator().hasNext();
    }
  }

  /**
   * Matches the file names in /dev/shm of every object that a server and its clients may have made
   * for this workflow, but not those of a workflow whose name starts with this one.
   */
  public Pattern files() {
    String queue =
        "(request_buffer|response_buffer_-?\\d+|capio_write_tid_-?\\d+|capio_read_tid_-?\\d+)";
    return Pattern.compile(
        "(sem\\.)?"
            + Pattern.quote(workflow)
            + "(_(server|rules|(segment|map|lock)_\\d+|((first|last)_elem_|sem_num_(elems|empty)_|mutex_)?"
            + queue
            + "))?");
  }
}
