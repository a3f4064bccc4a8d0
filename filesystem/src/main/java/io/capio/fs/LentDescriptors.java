package io.capio.fs;

import io.capio.fs.channel.OpenFile;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/** Which open file a program's {@link FileDescriptor} stands for. Thread-safe. */
final class LentDescriptors {
  /** Descriptors have no equality but identity, which is what is wanted here. */
  private final Map<FileDescriptor, WeakReference<OpenFile>> lent = new WeakHashMap<>();

  synchronized FileDescriptor lend(OpenFile file) throws IOException {
    FileDescriptor fd = file.descriptor();
    lent.computeIfAbsent(fd, k -> new WeakReference<>(file));
    return fd;
  }

  /** The file behind a descriptor, or null if it is none that was lent. */
  synchronized OpenFile find(FileDescriptor fd) {
    WeakReference<OpenFile> file = lent.get(fd);
    return file == null ? null : file.get();
  }
}
