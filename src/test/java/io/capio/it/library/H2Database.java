package io.capio.it.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2: databases with file locks, closed and opened again, and the store below it. */
final class H2Database implements Exercise {
  private static final int ROWS = 5000;
  private static final List<String> KINDS = List.of("file", "async", "nioMapped", "split");

  private static String url(Path folder, String kind) {
    String file = kind.equals("file") ? "" : kind + ":";
    return "jdbc:h2:"
        + file
        + folder.resolve(kind)
        + (kind.equals("file") ? ";FILE_LOCK=FILE" : "");
  }

  @Override
  public void write(Path folder) throws Exception {
    for (String kind : KINDS) {
      fill(url(folder, kind), folder);
    }
    try (MVStore store = MVStore.open(folder.resolve("store.mv").toString())) {
      MVMap<Integer, String> map = store.openMap("map");
      for (int i = 0; i < ROWS; i++) {
        map.put(i, "value " + i);
        if (i % 1000 == 0) {
          store.commit();
        }
      }
    }
  }

  private static void fill(String url, Path folder) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table t(id int primary key, name varchar, content blob);"
                + "create index t_name on t(name)");
      }
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into t values(?, ?, ?)")) {
        for (int i = 0; i < ROWS; i++) {
          insert.setInt(1, i);
          insert.setString(2, "name " + i);
          insert.setBytes(3, i % 500 == 0 ? new byte[100_000] : new byte[] {(byte) i});
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
      try (Statement statement = connection.createStatement()) {
        statement.execute("update t set name = 'changed' where id = 7");
        connection.rollback();
        if (url.contains("FILE_LOCK")) {
          statement.execute("script to '" + folder.resolve("script.sql") + "'");
          statement.execute("backup to '" + folder.resolve("backup.zip") + "'");
          statement.execute("call csvwrite('" + folder.resolve("t.csv") + "', 'select id from t')");
        }
      }
    }
  }

  @Override
  public void read(Path folder) throws Exception {
    for (String kind : KINDS) {
      try (Connection connection = DriverManager.getConnection(url(folder, kind));
          Statement statement = connection.createStatement()) {
        Check.equal(ROWS, number(statement, "select count(*) from t"), "rows of " + kind);
        Check.equal(
            4321,
            number(statement, "select id from t where name = 'name 4321'"),
            "row found by the index of " + kind);
        Check.equal(
            ROWS / 500 * 100_000 + ROWS - ROWS / 500,
            number(statement, "select sum(length(content)) from t"),
            "bytes in " + kind);
        statement.execute("insert into t values(-1, 'by the reader', null)");
        statement.execute(kind.equals("split") ? "shutdown" : "shutdown compact");
      }
      try (Connection connection =
              DriverManager.getConnection(url(folder, kind) + ";ACCESS_MODE_DATA=r");
          Statement statement = connection.createStatement()) {
        Check.equal(
            ROWS + 1, number(statement, "select count(*) from t"), "rows at last of " + kind);
      }
    }
    Check.that(Files.size(folder.resolve("backup.zip")) > 0, "there is a backup");
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("runscript from '" + folder.resolve("script.sql") + "'");
      Check.equal(ROWS, number(statement, "select count(*) from t"), "rows of the script");
      Check.equal(
          ROWS * (ROWS - 1) / 2,
          number(
              statement,
              "select sum(cast(id as int)) from csvread('" + folder.resolve("t.csv") + "')"),
          "sum of the table");
    }
    try (MVStore store =
        new MVStore.Builder().fileName(folder.resolve("store.mv").toString()).readOnly().open()) {
      MVMap<Integer, String> map = store.openMap("map");
      Check.equal(ROWS, map.size(), "entries of the store");
      Check.equal("value 4999", map.get(4999), "an entry of the store");
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      Check.that(result.next(), "there is a row for " + query);
      return result.getInt(1);
    }
  }
}
