package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentVersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"1.1", "1.10", "11e-1"})
  void numberOneOne_selectsVersion11(String version) throws IOException {
    assertThat(Documents.engine(document(version)).hasConfiguration()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "2", "1.2", "1.10000001", "null", "true", "'1.1'", "[1.1]"})
  void everyOtherVersion_isRejected(String version) {
    assertThat(Documents.rejection(document(version)).jsonPath()).isEqualTo("$.version");
  }

  @Test
  void configurationWithoutVersion_isNoMemberOfVersion1() {
    assertThat(Documents.rejection("{'name':'w','IO_Graph':[],'configuration':'x.toml'}"))
        .hasMessageContaining("at $ expected no members but name, IO_Graph")
        .hasMessageEndingWith("found the member \"configuration\"");
  }

  @Test
  void emptyNameAndGraph_areAccepted() throws IOException {
    RuleEngine engine = Documents.engine("{'name':'','IO_Graph':[]}");

    assertThat(engine.workflowName()).isEmpty();
    assertThat(engine.entries()).isEmpty();
  }

  @Test
  void commentsInTheDocument_areSkipped() throws IOException {
    assertThat(Documents.engine("/* a */ {'name':'w', // b\n 'IO_Graph':[]}").workflowName())
        .isEqualTo("w");
  }

  @Test
  void homeNodePolicyInSingular_isRejected() {
    assertThat(Documents.rejection("{'name':'w','IO_Graph':[],'home_node_policy':{}}"))
        .hasMessageEndingWith("found the member \"home_node_policy\"");
  }

  @Test
  void schemas_areValidDraft7AndDifferOnlyInVersionAndConfiguration() throws IOException {
    ObjectNode v1 = schema("1");
    ObjectNode v11 = schema("1.1");
    for (JsonNode schema : new JsonNode[] {v1, v11}) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                  .getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"))
                  .validate(schema))
          .isEmpty();
    }
    assertThat(v11.get("required").get(0).textValue()).isEqualTo("version");
    ((ObjectNode) v11.get("properties")).remove("version");
    ((ObjectNode) v11.get("properties")).remove("configuration");
    for (String heading : new String[] {"$id", "title", "required"}) {
      v1.remove(heading);
      v11.remove(heading);
    }
    assertThat((Object) v11).isEqualTo(v1);
  }

  private static ObjectNode schema(String version) throws IOException {
    try (var in = RuleEngine.class.getResourceAsStream("capio-cl-" + version + ".schema.json")) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    }
  }

  private static String document(String version) {
    return "{'version':" + version + ",'name':'w','IO_Graph':[]}";
  }
}
