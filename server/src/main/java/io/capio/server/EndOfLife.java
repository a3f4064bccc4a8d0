package io.capio.server;

import io.capio.ipc.Errno;
import io.capio.server.files.FileNode;
import io.capio.server.files.FileState;
import io.capio.server.files.Namespace;
import io.capio.server.files.RefusedException;
import io.capio.server.files.Step;
import io.capio.server.storage.Content;
import io.capio.server.storage.DiskContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What would be lost, or was, when the server ends. Counted on the request loop. */
final class EndOfLife {
  private static final int NAMED_FILES = 3;

  private EndOfLife() {}

  /** Files of one fate: how many, how large, and the first few by name. */
  private static final class Tally {
    private final List<String> names = new ArrayList<>();
    private int files;
    private long bytes;

    void add(FileNode file) {
      files++;
      bytes += size(file.content());
      if (names.size() < NAMED_FILES) {
        names.add(file.path());
      }
    }

    private static long size(Content content) {
      try {
        return content.size();
      } catch (IOException e) {
        return 0;
      }
    }

    @Override
    public String toString() {
      return (files == 1 ? "1 file" : files + " files")
          + " ("
          + bytes
          + " bytes: "
          + String.join(", ", names)
          + (files > names.size() ? ", ..." : "")
          + ")";
    }
  }

  /** Whether a declared consumer has not yet come for a file that only the server has. */
  static boolean isOwed(FileNode file) {
    return file.state() == FileState.COMMITTED && !file.owedTo().isEmpty() && !file.isDiskCurrent();
  }

  /** Whether anything is owed. */
  static boolean owesAnything(Namespace namespace) {
    boolean[] any = {false};
    namespace.eachFile(file -> any[0] |= isOwed(file));
    return any[0];
  }

  /**
   * What somebody who stops the server should know, empty if nothing.
   *
   * @param asker whose own unfinished files do not count
   */
  static String loss(Namespace namespace, Step asker) {
    Tally owed = new Tally();
    Tally unfinished = new Tally();
    Set<String> consumers = new TreeSet<>();
    namespace.eachFile(
        file -> {
          if (isOwed(file)) {
            owed.add(file);
            consumers.addAll(file.owedTo());
          } else if (file.state() == FileState.OPEN
              && file.runningProducers().stream().anyMatch(step -> step != asker)) {
            unfinished.add(file);
          }
        });
    List<String> sentences = new ArrayList<>();
    if (owed.files > 0) {
      sentences.add(
          owed + " would be lost, which " + String.join(", ", consumers) + " has not read");
    }
    if (unfinished.files > 0) {
      sentences.add(unfinished + " would be lost, which is still being written");
    }
    return String.join("; ", sentences);
  }

  /** Reports what the end of the server costs. */
  static void report(Namespace namespace, ServerLog log) {
    Tally dropped = new Tally();
    Tally unfinished = new Tally();
    Tally failed = new Tally();
    Tally halfKept = new Tally();
    namespace.eachFile(
        file -> {
          if (!file.isDiskCurrent() && !(file.content() instanceof DiskContent)) {
            switch (file.state()) {
              case COMMITTED -> dropped.add(file);
              case FAILED -> (file.isLent() ? halfKept : failed).add(file);
              default -> unfinished.add(file);
            }
          }
        });
    if (dropped.files > 0) {
      log.say("dropped with the workflow's memory: " + dropped);
    }
    if (unfinished.files > 0) {
      log.complain("never committed and therefore not kept: " + unfinished);
    }
    if (failed.files > 0) {
      log.complain("failed because the producer died: " + failed);
    }
    if (halfKept.files > 0) {
      log.complain("as far as its producer had written it when it died: " + halfKept);
    }
  }

  /** What a client is told whose request is still being delayed when the server ends. */
  static RefusedException goodbye() {
    return new RefusedException(Errno.ESHUTDOWN, "the CAPIO server ended");
  }
}
