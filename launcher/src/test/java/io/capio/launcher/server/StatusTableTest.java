package io.capio.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTableTest {
  @Test
  void table_hasAColumnForEachQuestion() {
    String table =
        StatusTable.of(
            """
            {"workflow":"wf","pid":7,"directory":"/d","requests":70,"requestsPerSecond":9,
             "memory":{"used":1024,"limit":1073741824,"spilled":0},"clients":[
              {"app":"w","pid":8,"sessions":2},{"app":"capio-control","pid":9,"sessions":1}],
             "files":[
              {"path":"/d/long-name.csv","size":12,"rule":"on_close","fire":"no_update",
               "state":"open","onDisk":false,"producers":["w"],"waiting":[
                 {"app":"r","pid":10,"what":"bytes","sinceMillis":5}]}]}
            """);
    assertThat(table.lines())
        .containsExactly(
            "workflow wf, server 7, directory /d",
            "programs w (8)",
            "memory 1024 B of 1024.0 MiB, 0 B spilled to the disk; 70 requests, 9 per second",
            "FILE              SIZE  RULE                STATE  WRITTEN BY  WAITING",
            "/d/long-name.csv  12    on_close no_update  open   w           r (10): bytes, for 0.0 s");
  }

  @Test
  void serverWithoutFiles_saysSo() {
    assertThat(StatusTable.of("{\"workflow\":\"wf\",\"files\":[]}")).endsWith("no files");
  }
}
