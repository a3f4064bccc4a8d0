package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several streams of one descriptor. */
class SharedDescriptorTest {
  private static final int THREADS = 4;

  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static JavaIo io() {
    return WORKFLOW.io();
  }

  private static File fresh(World world) {
    return WORKFLOW.ordinary(world).resolve("f").toFile();
  }

  @ParameterizedTest
  @EnumSource
  void closingOneClosesAll(World world) throws IOException {
    RandomAccessFile file = io().newRandomAccessFile(fresh(world), "rw");
    FileDescriptor fd = io().getFD(file);
    FileOutputStream out = io().newFileOutputStream(fd);
    FileInputStream in = io().newFileInputStream(fd);
    out.write(7);
    file.seek(0);
    assertThat(in.read()).isEqualTo(7);
    in.close();
    assertThat(fd.valid()).isFalse();
    for (Closeable open : List.of(file, out, in)) {
      open.close();
    }
    assertThat(io().getFD(file)).isSameAs(fd);
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    assertThatThrownBy(io().newFileInputStream(fd)::read).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aDescriptorIsGoodForWhatItWasOpenedFor(World world) throws IOException {
    File path = fresh(world);
    try (FileOutputStream writer = io().newFileOutputStream(path, false);
        RandomAccessFile reader = io().newRandomAccessFile(path, "r")) {
      FileInputStream in = io().newFileInputStream(io().getFD(writer));
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
      FileOutputStream out = io().newFileOutputStream(io().getFD(reader));
      assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    }
    assertThat(io().length(path)).isZero();
  }

  /** With the JDK's streams a thread can come too early to see it, for want of a lock. */
  @Test
  void whoHasClosedOneFindsTheDescriptorInvalid() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < 100; round++) {
        FileDescriptor fd = io().getFD(io().newRandomAccessFile(fresh(World.CAPIO), "rw"));
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Callable<Boolean> closer =
            () -> {
              FileOutputStream stream = io().newFileOutputStream(fd);
              together.await();
              stream.close();
              return fd.valid();
            };
        List<Callable<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          closers.add(closer);
        }
        for (Future<Boolean> valid : threads.invokeAll(closers)) {
          assertThat(valid.get()).isFalse();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Opens a file and lets go of all but the descriptor. */
  private static FileDescriptor descriptor(File file, List<WeakReference<Object>> collected)
      throws IOException {
    FileInputStream stream = io().newFileInputStream(file);
    FileDescriptor fd = io().getFD(stream);
    assertThat(stream.read()).isEqualTo('a');
    if (stream.getClass() != FileInputStream.class) {
      collected.add(new WeakReference<>(stream));
    }
    collected.add(new WeakReference<>(new Object()));
    return fd;
  }

  @ParameterizedTest
  @EnumSource
  void aDescriptorKeepsItsFile(World world) throws IOException {
    File file = fresh(world);
    try (FileOutputStream out = io().newFileOutputStream(file, false)) {
      out.write(new byte[] {'a', 'b'});
    }
    List<WeakReference<Object>> collected = new ArrayList<>();
    FileDescriptor fd = descriptor(file, collected);
    for (WeakReference<Object> reference : collected) {
      for (int i = 0; i < 1000 && reference.get() != null; i++) {
        System.gc();
      }
    }
    try (FileInputStream in = io().newFileInputStream(fd)) {
      assertThat(in.read()).isEqualTo('b');
    }
  }
}
