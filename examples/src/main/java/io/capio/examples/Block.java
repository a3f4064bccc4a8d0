package io.capio.examples;

/**
 * What a row of the table says of a block.
 *
 * @param min smallest byte, 0 to 255
 * @param max largest byte
 * @param mean mean of the bytes
 * @param variance their variance
 * @param entropy Shannon entropy of their frequencies, bits per byte
 */
record Block(int min, int max, double mean, double variance, double entropy) {
  static final int LENGTH = 16;

  /** {@code n log2(n)} for every frequency that a block can hold. */
  private static final double[] N_LOG_N = new double[LENGTH + 1];

  static {
    for (int n = 1; n <= LENGTH; n++) {
      N_LOG_N[n] = n * Math.log(n) / Math.log(2);
    }
  }

  static Block of(byte[] bytes, int start, int length) {
    byte[] frequency = new byte[256];
    int min = 255;
    int max = 0;
    long sum = 0;
    long squares = 0;
    for (int i = start; i < start + length; i++) {
      int b = bytes[i] & 0xff;
      frequency[b]++;
      min = Math.min(min, b);
      max = Math.max(max, b);
      sum += b;
      squares += (long) b * b;
    }
    double occurring = 0;
    for (int b = min; b <= max; b++) {
      occurring += N_LOG_N[frequency[b]];
    }
    double mean = (double) sum / length;
    double entropy = N_LOG_N[length] / length - occurring / length;
    return new Block(min, max, mean, (double) squares / length - mean * mean, entropy);
  }

  /** Appends the columns after the offset, and the end of the line. */
  void appendTo(StringBuilder row) {
    row.append(',').append(min).append(',').append(max);
    appendNumber(row, mean);
    appendNumber(row, variance);
    appendNumber(row, entropy);
    row.append('\n');
  }

  /** Six decimals, as {@code String.format} would print them, in a fraction of its time. */
  private static void appendNumber(StringBuilder row, double number) {
    long scaled = Math.round(Math.max(0, number) * 1e6);
    row.append(',').append(scaled / 1_000_000).append('.');
    long fraction = scaled % 1_000_000;
    for (long digit = 100_000; digit > 0; digit /= 10) {
      row.append((char) ('0' + fraction / digit % 10));
    }
  }
}
