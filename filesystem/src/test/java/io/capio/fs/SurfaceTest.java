package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.fs.stream.CapioFileInputStream;
import io.capio.fs.stream.CapioFileOutputStream;
import io.capio.fs.stream.CapioRandomAccessFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that this JDK's classes do with a descriptor or a file is left to the JDK. */
class SurfaceTest {
  /** Final methods whose bodies go through methods that we override. */
  private static final Set<String> COVERED_FINALS =
      Set.of(
          "readFully",
          "readBoolean",
          "readByte",
          "readUnsignedByte",
          "readShort",
          "readUnsignedShort",
          "readChar",
          "readInt",
          "readLong",
          "readFloat",
          "readDouble",
          "readUTF",
          "writeBoolean",
          "writeByte",
          "writeShort",
          "writeChar",
          "writeInt",
          "writeLong",
          "writeFloat",
          "writeDouble",
          "writeUTF");

  /** Methods of File that ask nobody, or that no file is asked about. */
  private static final Set<String> PURE =
      Set.of(
          "getName",
          "getParent",
          "getParentFile",
          "getPath",
          "isAbsolute",
          "getAbsolutePath",
          "getAbsoluteFile",
          "toURL",
          "toURI",
          "toPath",
          "compareTo",
          "equals",
          "hashCode",
          "toString");

  private static List<String> missing(Class<?> jdk, Class<?> ours) {
    List<String> missing = new ArrayList<>();
    for (Method method : jdk.getDeclaredMethods()) {
      int modifiers = method.getModifiers();
      if (!Modifier.isPublic(modifiers) || Modifier.isStatic(modifiers) || method.isSynthetic()) {
        continue;
      }
      boolean served =
          Modifier.isFinal(modifiers)
              ? COVERED_FINALS.contains(method.getName()) || isInJavaIo(method, jdk)
              : has(
                  ours.getDeclaredMethods(), method.getName(), List.of(method.getParameterTypes()));
      if (!served) {
        missing.add(method.toString());
      }
    }
    return missing;
  }

  private static boolean isInJavaIo(Method method, Class<?> jdk) {
    List<Class<?>> parameters = new ArrayList<>();
    parameters.add(jdk);
    parameters.addAll(Arrays.asList(method.getParameterTypes()));
    return has(JavaIo.class.getMethods(), method.getName(), parameters);
  }

  private static boolean has(Method[] methods, String name, List<Class<?>> parameters) {
    return Arrays.stream(methods)
        .anyMatch(
            m -> m.getName().equals(name) && List.of(m.getParameterTypes()).equals(parameters));
  }

  @Test
  void streamsOverrideAllThatTouchesTheDescriptor() {
    assertThat(missing(FileInputStream.class, CapioFileInputStream.class)).isEmpty();
    assertThat(missing(FileOutputStream.class, CapioFileOutputStream.class)).isEmpty();
    assertThat(missing(RandomAccessFile.class, CapioRandomAccessFile.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(classes = File.class)
  void everyMethodOfFileIsPureOrServed(Class<?> file) {
    List<String> missing = new ArrayList<>();
    for (Method method : file.getDeclaredMethods()) {
      boolean counts =
          Modifier.isPublic(method.getModifiers())
              && !Modifier.isStatic(method.getModifiers())
              && !method.isSynthetic();
      if (counts && !PURE.contains(method.getName()) && !isInJavaIo(method, file)) {
        missing.add(method.toString());
      }
    }
    assertThat(missing).isEmpty();
  }
}
