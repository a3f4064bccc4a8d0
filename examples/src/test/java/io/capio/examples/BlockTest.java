package io.capio.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BlockTest {
  private static String tableOf(byte[] input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long bytes = BlockWriter.describe(new ByteArrayInputStream(input), out);
    assertThat(bytes).isEqualTo(out.size());
    return out.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void blockOfOneValue_hasNeitherVarianceNorEntropy() throws IOException {
    assertThat(tableOf(new byte[16]))
        .isEqualTo(BlockWriter.HEADER + "\n0,0,0,0.000000,0.000000,0.000000\n");
  }

  @Test
  void blockOfSixteenValues_hasFourBitsPerByte() throws IOException {
    byte[] input = new byte[17];
    for (int i = 0; i < 16; i++) {
      input[i] = (byte) (i + 100);
    }
    assertThat(tableOf(input))
        .isEqualTo(
            BlockWriter.HEADER
                + "\n0,100,115,107.500000,21.250000,4.000000\n16,0,0,0.000000,0.000000,0.000000\n");
  }

  @Test
  void emptyInput_givesTheHeaderAlone() throws IOException {
    assertThat(tableOf(new byte[0])).isEqualTo(BlockWriter.HEADER + "\n");
  }

  @Test
  void summary_addsUpTheRows() throws IOException {
    byte[] input = new byte[48];
    for (int i = 16; i < 32; i++) {
      input[i] = (byte) (i * 7);
    }
    BlockReader.Summary summary =
        BlockReader.Summary.of(new BufferedReader(new StringReader(tableOf(input))));
    assertThat(summary.rows()).isEqualTo(3);
    assertThat(summary.dense()).isEqualTo(1);
    assertThat(summary.busiest()).isEqualTo(16);
    assertThat(summary)
        .hasToString("3 blocks, mean entropy 1.3333 bits per byte, 1 dense, busiest at offset 16");
  }

  @Test
  void fileThatIsNoTable_isRefused() {
    assertThatIOException()
        .isThrownBy(() -> BlockReader.Summary.of(new BufferedReader(new StringReader("hello\n"))))
        .withMessageContaining("not a table of blocks");
  }
}
