package io.capio.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes with an optional K, M or G. */
final class SizeConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    int unit =
        text.isEmpty() ? -1 : "KMG".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    try {
      long bytes = Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (unit + 1)));
      if (bytes > 0) {
        return bytes;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      throw new TypeConversionException("\"" + text + "\" is no size such as 512M or 4G");
    }
    throw new TypeConversionException("a size must be positive");
  }
}
