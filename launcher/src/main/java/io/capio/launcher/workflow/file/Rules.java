package io.capio.launcher.workflow.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.capio.cl.CapioClException;
import io.capio.cl.CapioClFile;
import io.capio.cl.ParseOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The rules that stand in a workflow file: a CAPIO-CL document in YAML, without the name, which the
 * workflow has.
 */
final class Rules {
  private static final int DEEPEST = 20;
  private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d+)]");

  private Rules() {}

  /** The CAPIO-CL document. */
  static String document(Yaml rules, String workflow) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("name", workflow);
    rules
        .members()
        .forEach(
            (name, value) -> {
              if (name.equals("name")) {
                throw value.wrong("is not needed: the name of the workflow stands at the top");
              }
              document.set(name, json(value, 1));
            });
    return document.toString();
  }

  private static JsonNode json(Yaml value, int depth) {
    if (depth > DEEPEST) {
      throw value.wrong("is nested too deeply");
    }
    if (value.node() instanceof SequenceNode) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.list().forEach(element -> array.add(json(element, depth + 1)));
      return array;
    }
    if (value.node() instanceof MappingNode) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.members().forEach((name, member) -> object.set(name, json(member, depth + 1)));
      return object;
    }
    ScalarNode scalar = (ScalarNode) value.node();
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      try {
        return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
      } catch (NumberFormatException e) {
        return JsonNodeFactory.instance.textNode(text);
      }
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    return value.isNothing()
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.textNode(text);
  }

  /** Checks a document that came from {@link #document}; what is wrong is told of the YAML. */
  static void check(Yaml rules, String document, Path capioDir) throws IOException {
    Path file = Files.createTempFile("capio-rules-", ".json");
    try {
      Files.writeString(file, document);
      CapioClFile.parse(file, ParseOptions.defaults().withCapioDirectory(capioDir));
    } catch (CapioClException e) {
      String sentence = e.getMessage();
      int problem = sentence.indexOf("expected ");
      throw at(rules, e.jsonPath())
          .wrong(
              problem < 0 ? "is wrong: " + sentence : "is wrong: " + sentence.substring(problem),
              e);
    } finally {
      Files.delete(file);
    }
  }

  /** Checks a file of rules. */
  static void check(Yaml name, Path file, Path capioDir) throws IOException {
    try {
      CapioClFile.parse(file, ParseOptions.defaults().withCapioDirectory(capioDir));
    } catch (CapioClException e) {
      throw name.wrong("is wrong: " + e.getMessage(), e);
    }
  }

  /** The value that a JSON path leads to, or as near as it leads. */
  private static Yaml at(Yaml rules, String jsonPath) {
    Yaml at = rules;
    for (MatchResult step : STEP.matcher(jsonPath).results().toList()) {
      Yaml next = null;
      if (step.group(1) != null && at.node() instanceof MappingNode) {
        Map<String, Yaml> members = at.members();
        next = members.get(step.group(1));
      } else if (step.group(2) != null && at.node() instanceof SequenceNode) {
        int index = Integer.parseInt(step.group(2));
        next = index < at.list().size() ? at.list().get(index) : null;
      }
      if (next == null) {
        return at;
      }
      at = next;
    }
    return at;
  }
}
