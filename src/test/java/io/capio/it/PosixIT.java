package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.client.CapioException;
import io.capio.client.DirectoryEntry;
import io.capio.client.DirectoryListing;
import io.capio.client.posix.CapioPosix;
import io.capio.client.posix.FileMode;
import io.capio.client.posix.PosixFile;
import io.capio.client.posix.PosixFile.Whence;
import io.capio.ipc.Errno;
import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The low-level API, with the server's script as a site's server. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class PosixIT {
  private static CapioPosix init(Workflow workflow, String step) throws IOException {
    return CapioPosix.init(
        Map.of(
            "capioDir",
            workflow.directory().toString(),
            "workflowName",
            workflow.name(),
            "appName",
            step,
            "serverExecPath",
            Artifacts.CAPIO_SERVER.toString(),
            "awaitServerTimeoutSeconds",
            "120",
            "timeoutSeconds",
            "120"));
  }

  private static String rest(PosixFile file) throws IOException {
    byte[] bytes = new byte[64];
    int length = 0;
    for (int n = 0; n >= 0; n = file.read(bytes, length, bytes.length - length)) {
      length += n;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void write(PosixFile file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    file.write(bytes, 0, bytes.length);
  }

  private static void assertFails(Errno errno, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(CapioException.class, e -> assertThat(e.errno()).isEqualTo(errno));
  }

  @Test
  void callsOfPosix_doWhatTheirNamesSay(Workflow workflow) throws Exception {
    try (CapioPosix capio = init(workflow, "step")) {
      String path = workflow.file("made/file").toString();
      assertThat(capio.directory()).isEqualTo(workflow.directory().toRealPath());
      assertFails(Errno.ENOENT, () -> capio.open(path, 0644, FileMode.O_RDONLY));
      capio.mkdir(workflow.file("made").toString(), 0755);
      assertFails(Errno.EEXIST, () -> capio.mkdir(workflow.file("made").toString(), 0755));
      try (PosixFile file = capio.open(path, 0644, FileMode.O_RDWR, FileMode.O_CREAT)) {
        write(file, "0123456789");
        assertThat(file.seek(-4, Whence.SEEK_END)).isEqualTo(6);
        assertThat(rest(file)).isEqualTo("6789");
        assertThat(file.seek(2, Whence.SEEK_SET)).isEqualTo(2);
        assertThat(file.seek(1, Whence.SEEK_CUR)).isEqualTo(3);
        write(file, "x");
        assertFails(Errno.EINVAL, () -> file.seek(-9, Whence.SEEK_CUR));
        assertThat(file.seek(0, Whence.SEEK_CUR)).isEqualTo(4);
        assertThat(file.seek(0, Whence.SEEK_HOLE)).isEqualTo(10);
        assertFails(Errno.ENXIO, () -> file.seek(11, Whence.SEEK_DATA));
        file.sync();
      }
      assertFails(
          Errno.EEXIST,
          () -> capio.open(path, 0644, FileMode.O_WRONLY, FileMode.O_CREAT, FileMode.O_EXCL));
      try (PosixFile file = capio.open(path, 0644, FileMode.O_WRONLY, FileMode.O_APPEND)) {
        write(file, "end");
        assertFails(Errno.EBADF, () -> file.read(new byte[1], 0, 1));
      }
      try (PosixFile file = capio.open(path, 0644)) {
        assertThat(rest(file)).isEqualTo("012x456789end");
        assertFails(Errno.EBADF, () -> write(file, "no"));
      }
      capio.open(path, 0644, FileMode.O_WRONLY, FileMode.O_TRUNC).close();
      assertThat(capio.stat(path).size()).isZero();
      assertFails(Errno.EINVAL, () -> capio.open("/etc/passwd", 0644));
      Files.createFile(workflow.file("made/on-disk"));
      capio.mkdir(workflow.file("made/below").toString(), 0755);
      assertThat(entries(capio, workflow.file("made").toString()))
          .isEqualTo(
              Map.of(
                  "file", DirectoryEntry.Kind.FILE,
                  "on-disk", DirectoryEntry.Kind.FILE,
                  "below", DirectoryEntry.Kind.DIRECTORY));
    }
  }

  private static Map<String, DirectoryEntry.Kind> entries(CapioPosix capio, String path)
      throws IOException {
    Map<String, DirectoryEntry.Kind> found = new HashMap<>();
    try (DirectoryListing entries = capio.scandir(path)) {
      for (DirectoryEntry entry = entries.next(); entry != null; entry = entries.next()) {
        found.put(entry.name(), entry.kind());
      }
    }
    return found;
  }

  @Test
  void readOfAnotherStep_waitsForTheCommit(Workflow workflow) throws Exception {
    String path = workflow.file("file").toString();
    CompletableFuture<String> read;
    try (CapioPosix reader = init(workflow, "reader")) {
      try (CapioPosix writer = init(workflow, "writer");
          PosixFile out = writer.open(path, 0644, FileMode.O_WRONLY, FileMode.O_CREAT)) {
        write(out, "all of it");
        out.sync();
        read = CompletableFuture.supplyAsync(() -> readAll(reader, path));
        write(out, ", really");
      }
      assertThat(read.get()).isEqualTo("all of it, really");
    }
  }

  private static String readAll(CapioPosix reader, String path) {
    try (PosixFile in = reader.open(path, 0644, FileMode.O_RDONLY)) {
      return rest(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
