package io.capio.fs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JavaIoStreamsTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static JavaIo io() {
    return WORKFLOW.io();
  }

  private static File fresh(World world) {
    return WORKFLOW.ordinary(world).resolve("f").toFile();
  }

  private static File file(World world, String content) throws IOException {
    File file = fresh(world);
    write(file, false, content);
    return file;
  }

  private static void write(File file, boolean append, String content) throws IOException {
    try (FileOutputStream out = io().newFileOutputStream(file, append)) {
      out.write(content.getBytes(ISO_8859_1));
    }
  }

  private static String content(File file) throws IOException {
    try (FileInputStream in = io().newFileInputStream(file)) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void outputCutsOrAppends(World world) throws IOException {
    File file = file(world, "first");
    write(file, false, "ab");
    write(file, true, "cd");
    assertThat(content(file)).isEqualTo("abcd");
    try (FileOutputStream out = io().newFileOutputStream(file, true)) {
      assertThat(out.getChannel().position()).isEqualTo(4);
      out.write('e');
      write(file, true, "f");
      out.write(new byte[] {'x', 'g', 'x'}, 1, 1);
      assertThat(io().length(file)).isEqualTo(7);
    }
    assertThat(content(file)).isEqualTo("abcdefg");
  }

  @ParameterizedTest
  @EnumSource
  void readingMethodsAgreeOnThePosition(World world) throws IOException {
    File file = file(world, "0123456789abcdefghij");
    try (FileInputStream in = io().newFileInputStream(file)) {
      assertThat(in.read()).isEqualTo('0');
      assertThat(in.available()).isEqualTo(19);
      assertThat(in.skip(2)).isEqualTo(2);
      assertThat(in.readNBytes(3)).asString(US_ASCII).isEqualTo("345");
      assertThat(in.skip(-2)).isEqualTo(-2);
      byte[] four = new byte[4];
      assertThat(in.read(four)).isEqualTo(4);
      assertThat(four).asString(US_ASCII).isEqualTo("4567");
      assertThat(in.getChannel().position()).isEqualTo(8);
      in.getChannel().position(10);
      assertThat(in.readNBytes(four, 1, 2)).isEqualTo(2);
      assertThat(four).asString(US_ASCII).isEqualTo("4ab7");
      in.skipNBytes(1);
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      assertThat(in.transferTo(rest)).isEqualTo(7);
      assertThat(rest).hasToString("defghij");
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(four, 0, 0)).isZero();
      assertThat(in.available()).isZero();
      assertThat(in.readAllBytes()).isEmpty();
      assertThat(in.skip(100)).isEqualTo(100);
      assertThat(in.available()).isZero();
      assertThat(in.read()).isEqualTo(-1);
      assertThatThrownBy(() -> in.skip(-1000))
          .isInstanceOf(IOException.class)
          .hasMessage("Invalid argument");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSingleReadFillsTheArray(World world) throws IOException {
    File file = fresh(world);
    byte[] content = new byte[5_000_000];
    content[4_999_999] = 7;
    try (FileOutputStream out = io().newFileOutputStream(file, false)) {
      out.write(content);
    }
    try (FileInputStream in = io().newFileInputStream(file)) {
      byte[] all = new byte[(int) io().length(file)];
      assertThat(in.read(all)).isEqualTo(content.length);
      assertThat(all).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wrongArgumentsFailAsInTheJdk(World world) throws IOException {
    File file = file(world, "abc");
    FileInputStream in = io().newFileInputStream(file);
    assertThatThrownBy(() -> in.read(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> in.read(null, 0, 1)).isInstanceOf(NullPointerException.class);
    in.close();
    in.close();
    assertThat(in.read(new byte[0])).isZero();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("Stream Closed");
    assertThatThrownBy(() -> in.read(new byte[1]))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream Closed");
    assertThatThrownBy(in::available).isInstanceOf(IOException.class).hasMessage("Stream Closed");
    assertThatThrownBy(() -> in.skip(1)).isInstanceOf(IOException.class);
    assertThat(in.getChannel().isOpen()).isFalse();
    FileOutputStream out = io().newFileOutputStream(file, true);
    FileChannel channel = out.getChannel();
    channel.close();
    assertThatThrownBy(() -> out.write(1))
        .isInstanceOf(IOException.class)
        .hasMessage("Stream Closed");
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    out.write(new byte[0]);
    out.flush();
    out.close();
  }

  @ParameterizedTest
  @EnumSource
  void openingFailsInTheJdksWords(World world) throws IOException {
    File directory = WORKFLOW.ordinary(world).toFile();
    File absent = new File(directory, "absent");
    File below = new File(file(world, "x"), "below");
    assertThatThrownBy(() -> io().newFileInputStream(absent))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(absent + " (No such file or directory)");
    assertThatThrownBy(() -> io().newFileInputStream(directory))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(directory + " (Is a directory)");
    assertThatThrownBy(() -> io().newFileOutputStream(directory, false))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(directory + " (Is a directory)");
    assertThatThrownBy(() -> io().newFileOutputStream(new File(absent, "x"), false))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(new File(absent, "x") + " (No such file or directory)");
    assertThatThrownBy(() -> io().newFileInputStream(below))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(below + " (Not a directory)");
    assertThatThrownBy(() -> io().newRandomAccessFile(absent, "r"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(absent + " (No such file or directory)");
    assertThatThrownBy(() -> io().newRandomAccessFile(absent, "w"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> io().newFileInputStream(new File(directory, "a\0b")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage("Invalid file path");
    assertThatThrownBy(() -> io().newFileInputStream((File) null))
        .isInstanceOf(NullPointerException.class);
  }

  @ParameterizedTest
  @EnumSource
  void descriptorsAreValidWhileOpen(World world) throws IOException {
    File file = fresh(world);
    FileOutputStream out = io().newFileOutputStream(file, false);
    FileDescriptor fd = io().getFD(out);
    assertThat(fd.valid()).isTrue();
    assertThat(io().getFD(out)).isSameAs(fd);
    out.write('a');
    io().sync(fd);
    fd.sync();
    FileOutputStream same = io().newFileOutputStream(fd);
    same.write('b');
    out.write('c');
    out.close();
    assertThat(fd.valid()).isFalse();
    assertThat(content(file)).isEqualTo("abc");
    try (RandomAccessFile both = io().newRandomAccessFile(file, "rw");
        FileInputStream in = io().newFileInputStream(file)) {
      both.seek(1);
      assertThat(io().newFileInputStream(io().getFD(both)).read()).isEqualTo('b');
      assertThat(both.getFilePointer()).isEqualTo(2);
      assertThat(io().getFD(in).valid()).isTrue();
    }
  }

  /**
   * Whenever the other thread closes it, before a write or during one. Not on the disk, where the
   * system may give the descriptor to a file of another test before the write gets to it.
   */
  @Test
  void aStreamThatAnotherThreadClosesSaysSo() throws Exception {
    File file = fresh(World.CAPIO);
    for (int round = 0; round < 50; round++) {
      FileOutputStream out = io().newFileOutputStream(file, false);
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                try {
                  together.await();
                  out.close();
                } catch (Exception e) {
                  throw new CompletionException(e);
                }
              });
      together.await();
      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(new byte[100]);
                }
              })
          .isExactlyInstanceOf(IOException.class)
          .hasMessageMatching("Stream Closed|Bad file descriptor");
      other.get();
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomAccessWritesWhatItReads(World world) throws IOException {
    File file = fresh(world);
    try (RandomAccessFile both = io().newRandomAccessFile(file, "rw")) {
      both.writeInt(0x01020304);
      both.writeLong(-5);
      both.writeDouble(2.5);
      both.writeUTF("gr\u00fc\u00df");
      both.writeBoolean(true);
      both.writeShort(-2);
      io().writeBytes(both, "a\u0141line\r\nnext\rlast");
      long end = both.getFilePointer();
      io().writeChars(both, "\u1234");
      assertThat(both.length()).isEqualTo(end + 2);
      both.seek(0);
      assertThat(both.readInt()).isEqualTo(0x01020304);
      assertThat(both.readLong()).isEqualTo(-5);
      assertThat(both.readDouble()).isEqualTo(2.5);
      assertThat(both.readUTF()).isEqualTo("gr\u00fc\u00df");
      assertThat(both.readBoolean()).isTrue();
      assertThat(both.readUnsignedShort()).isEqualTo(0xfffe);
      assertThat(io().readLine(both)).isEqualTo("aAline");
      assertThat(io().readLine(both)).isEqualTo("next");
      assertThat(io().readLine(both)).isEqualTo("last\u00124");
      assertThat(io().readLine(both)).isNull();
      assertThatThrownBy(both::readByte).isInstanceOf(EOFException.class);
      both.seek(2);
      byte[] two = new byte[2];
      both.readFully(two);
      assertThat(two).containsExactly(3, 4);
      assertThat(both.skipBytes(3)).isEqualTo(3);
      assertThat(both.skipBytes(1_000_000)).isEqualTo((int) (both.length() - 7));
      both.seek(100);
      assertThat(both.skipBytes(1)).isEqualTo((int) (both.length() - 100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void setLengthWorksBothWays(World world) throws IOException {
    File file = file(world, "0123456789");
    try (RandomAccessFile both = io().newRandomAccessFile(file, "rwd")) {
      both.seek(8);
      both.setLength(4);
      assertThat(both.getFilePointer()).isEqualTo(4);
      both.setLength(6);
      assertThat(both.length()).isEqualTo(6);
      assertThat(both.getFilePointer()).isEqualTo(4);
      both.seek(7);
      both.write('x');
      assertThatThrownBy(() -> both.setLength(-1)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> both.setLength(Long.MAX_VALUE))
          .isInstanceOf(IOException.class)
          .hasMessage("File too large");
      assertThatThrownBy(() -> both.seek(-1))
          .isInstanceOf(IOException.class)
          .hasMessage("Negative seek offset");
    }
    assertThat(content(file)).isEqualTo("0123\0\0\0x");
  }

  @ParameterizedTest
  @EnumSource
  void randomAccessForReadingRefusesToWrite(World world) throws IOException {
    File file = file(world, "abc");
    RandomAccessFile reader = io().newRandomAccessFile(file, "r");
    assertThatThrownBy(() -> reader.write(1))
        .isInstanceOf(IOException.class)
        .hasMessage("Bad file descriptor");
    assertThatThrownBy(() -> reader.setLength(1))
        .isInstanceOf(IOException.class)
        .hasMessage("Invalid argument");
    FileChannel channel = io().getChannel(reader);
    reader.seek(2);
    assertThat(channel.position()).isEqualTo(2);
    assertThat(io().getChannel(reader)).isSameAs(channel);
    reader.close();
    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(reader::getFilePointer).isInstanceOf(IOException.class);
    assertThatThrownBy(reader::length).isInstanceOf(IOException.class);
  }

  /** What one does with a stream. */
  private interface Use {
    Object of(FileInputStream stream) throws IOException;
  }

  /** The faults of a closed stream, of which nothing, a read, or everything was read before. */
  private static List<String> faultsOfAClosedOne(World world) throws IOException {
    File file = file(world, "text");
    List<Use> uses =
        List.of(
            FileInputStream::read,
            FileInputStream::readAllBytes,
            s -> s.readNBytes(0),
            s -> s.readNBytes(2),
            s -> s.skip(1),
            s -> s.transferTo(OutputStream.nullOutputStream()),
            s -> {
              try (FileOutputStream out = io().newFileOutputStream(new File(file + "2"), false)) {
                return s.transferTo(out);
              }
            });
    List<String> faults = new ArrayList<>();
    for (Use before : uses) {
      for (Use after : uses) {
        FileInputStream stream = io().newFileInputStream(file);
        before.of(stream);
        stream.close();
        try {
          after.of(stream);
          faults.add("none");
        } catch (IOException e) {
          faults.add(e.toString());
        }
      }
    }
    return faults;
  }

  @Test
  void aClosedStreamSaysWhatTheJdkSays() throws IOException {
    assertThat(faultsOfAClosedOne(World.CAPIO)).isEqualTo(faultsOfAClosedOne(World.PLAIN));
  }
}
