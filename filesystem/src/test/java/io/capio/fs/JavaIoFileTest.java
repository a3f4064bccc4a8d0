package io.capio.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JavaIoFileTest {
  @RegisterExtension static final Workflow WORKFLOW = new Workflow();

  private static JavaIo io() {
    return WORKFLOW.io();
  }

  private static File directory(World world) {
    return WORKFLOW.ordinary(world).toFile();
  }

  private static File file(File directory, String name, int size) throws IOException {
    File file = new File(directory, name);
    try (FileOutputStream out = io().newFileOutputStream(file, false)) {
      out.write(new byte[size]);
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void queriesTellFilesFromDirectories(World world) throws IOException {
    File directory = directory(world);
    File file = file(directory, ".hidden", 5);
    File absent = new File(directory, "absent");
    assertThat(io().exists(file)).isTrue();
    assertThat(io().isFile(file)).isTrue();
    assertThat(io().isDirectory(file)).isFalse();
    assertThat(io().isHidden(file)).isTrue();
    assertThat(io().length(file)).isEqualTo(5);
    assertThat(io().isDirectory(directory)).isTrue();
    assertThat(io().isFile(directory)).isFalse();
    assertThat(io().exists(absent)).isFalse();
    assertThat(io().length(absent)).isZero();
    assertThat(io().lastModified(absent)).isZero();
    assertThat(io().lastModified(file)).isGreaterThan(1_600_000_000_000L);
    assertThat(io().exists(new File(file, "below"))).isFalse();
    assertThat(io().exists(new File(directory, "a\0b"))).isFalse();
    assertThat(io().exists(new File(""))).isEqualTo(new File("").exists());
    assertThat(io().getTotalSpace(file)).isPositive();
    assertThat(io().getUsableSpace(absent)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void pathsWithDotsLeadWhereTheDiskLeads(World world) throws IOException {
    File directory = directory(world);
    File file = file(directory, "f", 1);
    assertThat(io().mkdir(new File(directory, "sub"))).isTrue();
    assertThat(io().exists(new File(directory, "sub/../f"))).isTrue();
    assertThat(io().exists(new File(directory, "./sub/./../f"))).isTrue();
    assertThat(io().exists(new File(directory, "absent/../f"))).isFalse();
    assertThat(io().exists(new File(file, "../f"))).isFalse();
    assertThat(io().exists(new File(file.getPath() + "/."))).isFalse();
    assertThat(io().exists(new File(directory.getPath() + "//f"))).isTrue();
    assertThat(io().isDirectory(new File(directory, "sub/"))).isTrue();
    assertThat(io().getCanonicalPath(new File(directory, "sub/../f"))).isEqualTo(file.getPath());
  }

  @ParameterizedTest
  @EnumSource
  void createNewFileIsExclusive(World world) throws IOException {
    File file = new File(directory(world), "new");
    assertThat(io().createNewFile(file)).isTrue();
    assertThat(io().createNewFile(file)).isFalse();
    assertThat(io().length(file)).isZero();
    assertThatThrownBy(() -> io().createNewFile(new File(file.getParentFile(), "no/new")))
        .isInstanceOf(IOException.class)
        .hasMessage("No such file or directory");
    assertThatThrownBy(() -> io().createNewFile(new File("a\0b"))).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void temporaryFilesAreNewAndNamedAsAsked(World world) throws IOException {
    File directory = directory(world);
    File one = io().createTempFile("abc", null, directory);
    File two = io().createTempFile("abc", ".x", directory);
    assertThat(one.getName()).startsWith("abc").endsWith(".tmp");
    assertThat(two.getName()).endsWith(".x");
    assertThat(io().list(directory)).containsExactlyInAnyOrder(one.getName(), two.getName());
    assertThat(io().createTempFile("abc".repeat(100), "d", directory).getName()).hasSize(255);
    String cut = io().createTempFile("abcdef", ".txt" + "x".repeat(300), directory).getName();
    assertThat(cut).startsWith("abc").contains(".txt").hasSizeLessThanOrEqualTo(255);
    assertThat(io().createTempFile("abcd", "/", directory).getName()).matches("abcd\\d+");
    assertThatThrownBy(() -> io().createTempFile("ab", null, directory))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> io().createTempFile("abc", "/x", directory))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void directoriesAreMadeAndListed(World world) throws IOException {
    File directory = directory(world);
    File deep = new File(directory, "a/b/c");
    assertThat(io().mkdir(deep)).isFalse();
    assertThat(io().mkdirs(deep)).isTrue();
    assertThat(io().mkdirs(deep)).isFalse();
    assertThat(io().mkdir(deep)).isFalse();
    File file = file(directory, "f.txt", 1);
    assertThat(io().list(directory)).containsExactlyInAnyOrder("a", "f.txt");
    assertThat(io().list(directory, (d, n) -> n.endsWith(".txt"))).containsExactly("f.txt");
    assertThat(io().listFiles(directory)).contains(file, new File(directory, "a"));
    assertThat(io().listFiles(directory, io()::isDirectory))
        .containsExactly(new File(directory, "a"));
    assertThat(io().listFiles(directory, (d, n) -> false)).isEmpty();
    assertThat(io().list(file)).isNull();
    assertThat(io().listFiles(new File(directory, "absent"))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void deleteTakesFilesAndEmptyDirectories(World world) throws IOException {
    File directory = directory(world);
    File sub = new File(directory, "sub");
    assertThat(io().mkdir(sub)).isTrue();
    File file = file(sub, "f", 1);
    assertThat(io().delete(sub)).isFalse();
    assertThat(io().delete(file)).isTrue();
    assertThat(io().delete(file)).isFalse();
    assertThat(io().delete(sub)).isTrue();
    assertThat(io().exists(sub)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void renameFollowsTheDisk(World world) throws IOException {
    File directory = directory(world);
    File one = file(directory, "one", 1);
    File two = file(directory, "two", 2);
    assertThat(io().renameTo(one, two)).isTrue();
    assertThat(io().length(two)).isEqualTo(1);
    assertThat(io().renameTo(one, two)).isFalse();
    File empty = new File(directory, "empty");
    File full = new File(directory, "full");
    assertThat(io().mkdir(empty)).isTrue();
    assertThat(io().mkdir(full)).isTrue();
    file(full, "f", 3);
    assertThat(io().renameTo(two, empty)).isFalse();
    assertThat(io().renameTo(empty, two)).isFalse();
    assertThat(io().renameTo(empty, full)).isFalse();
    assertThat(io().renameTo(full, new File(full, "inside"))).isFalse();
    assertThat(io().renameTo(full, empty)).isTrue();
    assertThat(io().length(new File(empty, "f"))).isEqualTo(3);
    assertThat(io().renameTo(two, new File(directory, "no/x"))).isFalse();
    assertThat(io().renameTo(two, two)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void permissionsAndTimesAreKept(World world) throws IOException {
    File file = file(directory(world), "f", 1);
    assertThat(io().setLastModified(file, 1_000_000_000_000L)).isTrue();
    assertThat(io().lastModified(file)).isEqualTo(1_000_000_000_000L);
    assertThat(io().canExecute(file)).isFalse();
    assertThat(io().setExecutable(file, true)).isTrue();
    assertThat(io().canExecute(file)).isTrue();
    assertThat(io().setReadOnly(file)).isTrue();
    assertThat(io().setWritable(file, true, false)).isTrue();
    assertThat(io().canWrite(file)).isTrue();
    assertThat(io().setReadable(file, true)).isTrue();
    assertThat(io().canRead(file)).isTrue();
    assertThatThrownBy(() -> io().setLastModified(file, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(io().setLastModified(new File(file.getParentFile(), "absent"), 1)).isFalse();
    assertThat(io().setReadOnly(new File(file.getParentFile(), "absent"))).isFalse();
  }

  @org.junit.jupiter.api.Test
  void renameCrossesTheBoundaryBothWays() throws IOException {
    File capio = directory(World.CAPIO);
    File plain = directory(World.PLAIN);
    File tree = new File(capio, "tree");
    assertThat(io().mkdirs(new File(tree, "a"))).isTrue();
    file(new File(tree, "a"), "f", 7);
    assertThat(io().renameTo(tree, new File(plain, "tree"))).isTrue();
    assertThat(io().exists(tree)).isFalse();
    assertThat(new File(plain, "tree/a/f")).hasSize(7);
    assertThat(io().renameTo(new File(plain, "tree"), tree)).isTrue();
    assertThat(new File(plain, "tree")).doesNotExist();
    assertThat(io().length(new File(tree, "a/f"))).isEqualTo(7);
    assertThat(io().renameTo(tree, new File(plain, "no/tree"))).isFalse();
    assertThat(io().length(new File(tree, "a/f"))).isEqualTo(7);
  }
}
