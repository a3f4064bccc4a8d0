package io.capio.fs.channel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * {@code FileChannel.map(MapMode, long, long, Arena)}, which JDK 22 brought: its signature has
 * classes that older JDKs do not have and this is not compiled against, so that the subclass which
 * overrides it is written here and defined when it is first needed. Stateless.
 */
final class SegmentMapping {
  private static final String CHANNEL = "io/capio/fs/channel/CapioFileChannel";
  private static final String SUBCLASS = "io/capio/fs/channel/SegmentFileChannel";
  private static final String SEGMENT = "java/lang/foreign/MemorySegment";
  private static final String CONSTRUCTOR = "(Lio/capio/fs/channel/OpenFile;)V";
  private static final String PARAMETERS = "Ljava/nio/channels/FileChannel$MapMode;JJ";
  private static final int JAVA_17 = 61;

  /** Whether the JDK has arenas. */
  static final boolean OFFERED = Runtime.version().feature() >= 22;

  private SegmentMapping() {}

  /** A channel that offers all that the running JDK knows. */
  static CapioFileChannel channel(OpenFile file) {
    if (!OFFERED) {
      return new CapioFileChannel(file);
    }
    try {
      return (CapioFileChannel) Members.CONSTRUCTOR.invoke(file);
    } catch (Throwable e) {
      throw new LinkageError("cannot make a channel", e);
    }
  }

  /** Maps a channel of the JDK into an arena. */
  static Object map(FileChannel channel, MapMode mode, long position, long size, Object arena)
      throws IOException {
    try {
      return Members.MAP.invoke(channel, mode, position, size, arena);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  /** What stays reachable as long as any part of a mapping. */
  static Object scope(Object segment) {
    try {
      return Members.SCOPE.invoke(segment);
    } catch (Throwable e) {
      throw new LinkageError("cannot ask a segment for its scope", e);
    }
  }

  /** Found when the first channel is made on a JDK that has them. */
  private static final class Members {
    static final MethodHandle CONSTRUCTOR;
    static final MethodHandle MAP;
    static final MethodHandle SCOPE;

    static {
      try {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> subclass = lookup.defineClass(subclass());
        CONSTRUCTOR =
            lookup
                .findConstructor(subclass, MethodType.methodType(void.class, OpenFile.class))
                .asType(MethodType.methodType(CapioFileChannel.class, OpenFile.class));
        Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
        Class<?> arena = Class.forName("java.lang.foreign.Arena");
        MAP =
            lookup.findVirtual(
                FileChannel.class,
                "map",
                MethodType.methodType(segment, MapMode.class, long.class, long.class, arena));
        SCOPE =
            lookup.findVirtual(
                segment,
                "scope",
                MethodType.methodType(Class.forName("java.lang.foreign.MemorySegment$Scope")));
      } catch (ReflectiveOperationException | IOException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** The class file; its methods only call those of the superclass. */
  private static byte[] subclass() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(JAVA_17);
    out.writeShort(18);
    name(out, SUBCLASS, 1); // 1, 2
    name(out, CHANNEL, 3); // 3, 4
    name(out, SEGMENT, 5); // 5, 6
    utf8(out, "<init>"); // 7
    utf8(out, CONSTRUCTOR); // 8
    pair(out, 12, 7, 8); // 9
    pair(out, 10, 4, 9); // 10
    utf8(out, "mapSegment"); // 11
    utf8(out, "(" + PARAMETERS + "Ljava/lang/Object;)Ljava/lang/Object;"); // 12
    pair(out, 12, 11, 12); // 13
    pair(out, 10, 4, 13); // 14
    utf8(out, "map"); // 15
    utf8(out, "(" + PARAMETERS + "Ljava/lang/foreign/Arena;)L" + SEGMENT + ";"); // 16
    utf8(out, "Code"); // 17
    int finalSuper = 0x1030;
    for (int each : new int[] {finalSuper, 2, 4, 0, 0, 2}) {
      out.writeShort(each);
    }
    // aload_0 aload_1 invokespecial super return
    method(out, 0, 7, 8, 2, 2, 0x2a, 0x2b, 0xb7, 0, 10, 0xb1);
    // aload_0 aload_1 lload_2 lload 4 aload 6 invokevirtual mapSegment checkcast areturn
    method(out, 1, 15, 16, 7, 7, 0x2a, 0x2b, 0x20, 0x16, 4, 0x19, 6, 0xb6, 0, 14, 0xc0, 0, 6, 0xb0);
    out.writeShort(0);
    return bytes.toByteArray();
  }

  private static void utf8(DataOutputStream out, String text) throws IOException {
    out.writeByte(1);
    out.writeUTF(text);
  }

  /** A name, which gets that number, and the class of it. */
  private static void name(DataOutputStream out, String text, int number) throws IOException {
    utf8(out, text);
    out.writeByte(7);
    out.writeShort(number);
  }

  private static void pair(DataOutputStream out, int tag, int first, int second)
      throws IOException {
    out.writeByte(tag);
    out.writeShort(first);
    out.writeShort(second);
  }

  private static void method(
      DataOutputStream out, int access, int name, int type, int stack, int locals, int... code)
      throws IOException {
    int attributes = 1;
    int codeAttribute = 17;
    int fixedBytes = 12;
    for (int each : new int[] {access, name, type, attributes, codeAttribute}) {
      out.writeShort(each);
    }
    out.writeInt(fixedBytes + code.length);
    out.writeShort(stack);
    out.writeShort(locals);
    out.writeInt(code.length);
    for (int each : code) {
      out.writeByte(each);
    }
    out.writeShort(0);
    out.writeShort(0);
  }
}
