package io.capio.cl;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The schema of one version. Its sentences are made from the {@code description} that every part of
 * our schemas carries, because those of the validator speak of keywords.
 */
final class SchemaCheck {
  private final JsonNode schemaText;
  private final JsonSchema schema;

  /** Loaded at first use: a workflow without a document never pays for the validator. */
  private static final class Version1 {
    static final SchemaCheck CHECK = new SchemaCheck("capio-cl-1.schema.json");
  }

  private static final class Version11 {
    static final SchemaCheck CHECK = new SchemaCheck("capio-cl-1.1.schema.json");
  }

  private SchemaCheck(String resource) {
    try (InputStream in = SchemaCheck.class.getResourceAsStream(resource)) {
      schemaText = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                schemaText, SchemaValidatorsConfig.builder().pathType(PathType.JSON_PATH).build());
  }

  static SchemaCheck forVersion(String version) {
    return version.equals("1") ? Version1.CHECK : Version11.CHECK;
  }

  void check(String source, JsonNode document) throws CapioClException {
    Set<ValidationMessage> violations = schema.validate(document);
    if (!violations.isEmpty()) {
      throw rejection(source, document, violations.iterator().next());
    }
  }

  private CapioClException rejection(
      String source, JsonNode document, ValidationMessage violation) {
    JsonNode violated = schemaAt(violation.getSchemaLocation());
    JsonNodePath place = violation.getInstanceLocation();
    String member = violation.getProperty();
    return switch (violation.getType()) {
      case "required" ->
          new CapioClException(
              source, place.append(member).toString(), expected(violated, member), "nothing");
      case "additionalProperties" ->
          new CapioClException(
              source,
              place.toString(),
              "no members but " + members(violated),
              "the member " + DocumentReader.quoted(member));
      default ->
          new CapioClException(
              source,
              place.toString(),
              violated.path("description").asText("another value"),
              DocumentReader.describe(
                  violation.getInstanceNode() == null ? document : violation.getInstanceNode()));
    };
  }

  /** The part of the schema that holds the violated keyword. */
  private JsonNode schemaAt(SchemaLocation keyword) {
    String pointer = keyword.getFragment().toString();
    return schemaText.at(JsonPointer.compile(pointer).head());
  }

  private String expected(JsonNode violated, String member) {
    JsonNode part = violated.path("properties").path(member);
    if (part.has("$ref")) {
      part = schemaText.at(part.get("$ref").textValue().substring(1));
    }
    return part.path("description").asText(violated.path("description").asText());
  }

  private static String members(JsonNode violated) {
    List<String> names = new ArrayList<>();
    violated.path("properties").fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }
}
