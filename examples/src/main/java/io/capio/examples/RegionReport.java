package io.capio.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says in a text how much of a file is of which kind, from the table of {@link Regions}. */
public final class RegionReport {
  private RegionReport() {}

  /**
   * Writes the report, and prints it.
   *
   * @param args the table of regions to read and the text to write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: region-report REGIONS REPORT");
      System.exit(2);
    }
    String report;
    try (BufferedReader regions = Files.newBufferedReader(Path.of(args[0]))) {
      report = report(regions);
    }
    Files.writeString(Path.of(args[1]), report);
    System.out.print(report);
  }

  static String report(BufferedReader regions) throws IOException {
    String header = regions.readLine();
    if (!Regions.HEADER.equals(header)) {
      throw new IOException("not a table of regions: it starts with " + header);
    }
    Map<String, long[]> kinds = new TreeMap<>();
    for (String row = regions.readLine(); row != null; row = regions.readLine()) {
      String[] columns = row.split(",", -1);
      long length = Long.parseLong(columns[1]);
      long[] kind = kinds.computeIfAbsent(columns[2], name -> new long[3]);
      kind[0]++;
      kind[1] += length;
      kind[2] = Math.max(kind[2], length);
    }
    StringBuilder text = new StringBuilder();
    kinds.forEach(
        (name, kind) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s: %d regions, %d bytes, the largest %d%n",
                    name,
                    kind[0],
                    kind[1],
                    kind[2])));
    return text.toString();
  }
}
