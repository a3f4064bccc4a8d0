package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CapioDirectoryTest {

  /** The working directory is /home/me, which holds a link "data" to /mnt/big. */
  private final CapioDirectory below = new CapioDirectory("/home/me", "data", "/mnt/big");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/me/data",
        "/home/me/data/",
        "/home/me/data/a/b",
        "/mnt/big/a",
        "data",
        "data/a",
        "./data/a",
        "data/./a",
        "other/../data/a",
        "../me/data",
        "/home//me/data/a",
        "/home/me/../me/data",
        "/../home/me/data",
        "//mnt/big",
        "data/..hidden",
        "/mnt/big/.hidden",
        "../../mnt/big/x",
        "../../../../mnt/big/x",
      })
  void containsEverySpelling(String path) {
    assertThat(below.contains(path)).isTrue();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "/",
        ".",
        "..",
        "/home/me",
        "/home/me/data2",
        "/home/me/dat",
        "/mnt/bigger",
        "data2",
        "other/data",
        "data/..",
        "data/../other",
        "/home/me/data/../../x",
        "/mnt/.big",
        "data/\0",
        "\0",
        "/home/me/data/a\0b",
      })
  void leavesTheRestOutside(String path) {
    assertThat(below.contains(path)).isFalse();
  }

  @Test
  void workingDirectoryInsideMakesRelativeNamesInside() {
    CapioDirectory directory = new CapioDirectory("/data/step/run", ".", "/data/step/run");
    assertThat(directory.contains("a")).isTrue();
    assertThat(directory.contains(".")).isTrue();
    assertThat(directory.contains(".hidden")).isTrue();
    assertThat(directory.contains("../other")).isFalse();

    CapioDirectory above = new CapioDirectory("/data/step/run", "../..", "/data");
    assertThat(above.contains("a")).isTrue();
    assertThat(above.contains("../other")).isTrue();
    assertThat(above.contains("../../other")).isTrue();
    assertThat(above.contains("../../../other")).isFalse();
    assertThat(above.contains("/data/x")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "/", "/home", "/home/me/", "data/..", "/mnt/", "//mnt/."})
  void liesBelowWhatLeadsThereFromAbove(String path) {
    assertThat(below.liesBelow(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "/mnt/big", "/home/me/dat", "data/x", "/mn", "..\0", "/tmp"})
  void doesNotLieBelowItselfAndWhatIsElsewhere(String path) {
    assertThat(below.liesBelow(path)).isFalse();
  }

  @Test
  void rootDirectoryContainsEverything() {
    CapioDirectory root = new CapioDirectory("/home", "/", "/");
    assertThat(root.contains("/")).isTrue();
    assertThat(root.contains("/a")).isTrue();
    assertThat(root.contains("a")).isTrue();
    assertThat(root.contains("..")).isTrue();
  }
}
