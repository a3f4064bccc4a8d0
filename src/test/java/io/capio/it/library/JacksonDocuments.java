package io.capio.it.library;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Jackson: trees and tokens, from and to files. */
final class JacksonDocuments implements Exercise {
  private static final int NUMBERS = 20_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public void write(Path folder) throws Exception {
    MAPPER.writeValue(
        folder.resolve("tree.json").toFile(),
        Map.of("name", "größe", "list", List.of(1, 2.5, true)));
    try (JsonGenerator out =
        MAPPER
            .getFactory()
            .createGenerator(folder.resolve("tokens.json").toFile(), JsonEncoding.UTF16_BE)) {
      out.writeStartArray();
      for (int i = 0; i < NUMBERS; i++) {
        out.writeNumber(i);
      }
      out.writeEndArray();
    }
    try (RandomAccessFile out = new RandomAccessFile(folder.resolve("data.json").toFile(), "rw")) {
      MAPPER.writeValue((java.io.DataOutput) out, List.of("a", "b"));
    }
    ObjectNode tree = (ObjectNode) MAPPER.readTree(folder.resolve("tree.json").toFile());
    MAPPER.writeValue(folder.resolve("tree.json").toFile(), tree.put("again", 1));
  }

  @Override
  public void read(Path folder) throws Exception {
    JsonNode tree = MAPPER.readTree(folder.resolve("tree.json").toFile());
    Check.equal("größe", tree.path("name").asText(), "text of the tree");
    Check.equal(2.5, tree.path("list").path(1).asDouble(), "number of the tree");
    Check.equal(1, tree.path("again").asInt(), "what was added to the tree");
    long sum = 0;
    try (JsonParser in = MAPPER.getFactory().createParser(folder.resolve("tokens.json").toFile())) {
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        sum += token == JsonToken.VALUE_NUMBER_INT ? in.getIntValue() : 0;
      }
    }
    Check.equal(NUMBERS * (NUMBERS - 1L) / 2, sum, "sum of the numbers");
    Check.equal(
        "[\"a\",\"b\"]",
        MAPPER.readTree(folder.resolve("data.json").toFile()).toString(),
        "document written as data");
  }
}
