package io.capio.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.examples.pipeline.Compress;
import io.capio.examples.pipeline.FilterReads;
import io.capio.examples.pipeline.MakeReads;
import io.capio.examples.pipeline.SummariseReads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages on the plain disk, one after the other. */
class PipelineTest {
  @TempDir Path directory;

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void stages_keepGoodReadsAndSumThemUp() throws IOException {
    MakeReads.main(new String[] {file("reads"), "3000"});
    FilterReads.main(new String[] {file("reads"), file("kept"), "25"});
    SummariseReads.main(new String[] {file("kept"), file("table")});
    Compress.main(new String[] {file("table"), file("table.gz")});

    List<String> kept = Files.readAllLines(directory.resolve("kept"));
    assertThat(kept.size()).isBetween(4 * 500, 4 * 2500);
    List<String> table = Files.readAllLines(directory.resolve("table"));
    assertThat(table.get(0)).isEqualTo("reads\tbases\tgc");
    assertThat(table.get(table.size() - 1)).startsWith(kept.size() / 4 + "\t");
    long bases =
        table.stream().skip(1).mapToLong(line -> Long.parseLong(line.split("\t", -1)[1])).sum();
    long expected = 0;
    for (int i = 1; i < kept.size(); i += 4) {
      expected += kept.get(i).length();
    }
    assertThat(bases).isEqualTo(expected);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(directory.resolve("table.gz")))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactlyElementsOf(table);
    }
  }

  @Test
  void readOfLowQuality_isDropped() throws IOException {
    Files.writeString(directory.resolve("reads"), "@a\nAC\n+\n!!\n@b\nGT\n+\nII\n");
    FilterReads.main(new String[] {file("reads"), file("kept"), "25"});
    assertThat(directory.resolve("kept")).hasContent("@b\nGT\n+\nII");
  }
}
