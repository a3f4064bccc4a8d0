package io.capio.launcher.option;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Rows of words laid out in columns that are as wide as they need to be. */
public final class PlainTable {
  private static final int GAP = 2;

  private PlainTable() {}

  /** The rows as lines, without a line end after the last. */
  public static String of(List<String[]> rows) {
    Column[] columns = new Column[rows.get(0).length];
    for (int i = 0; i < columns.length; i++) {
      int widest = 0;
      for (String[] row : rows) {
        widest = Math.max(widest, row[i].length());
      }
      columns[i] = new Column(widest + GAP, 0, Column.Overflow.TRUNCATE);
    }
    TextTable table = TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
    rows.forEach(table::addRowValues);
    return table.toString().stripTrailing();
  }
}
