package io.capio.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTableTest {
  @Test
  void table_hasAColumnForEachQuestion() {
    String table =
        StatusTable.of(
            """
            {"workflow":"wf","pid":7,"directory":"/d","files":[
              {"path":"/d/long-name.csv","size":12,"rule":"on_close no_update","state":"open",
               "writers":["w"],"waiting":["r","s"]}]}
            """);
    assertThat(table.lines())
        .containsExactly(
            "workflow wf, server 7, directory /d",
            "FILE              SIZE  RULE                STATE  WRITTEN BY  WAITED FOR BY",
            "/d/long-name.csv  12    on_close no_update  open   w           r s");
  }

  @Test
  void serverWithoutFiles_saysSo() {
    assertThat(StatusTable.of("{\"workflow\":\"wf\",\"files\":[]}")).endsWith("no files");
  }
}
