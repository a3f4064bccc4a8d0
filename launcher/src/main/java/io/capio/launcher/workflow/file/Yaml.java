package io.capio.launcher.workflow.file;

import io.capio.launcher.option.LauncherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML document, which knows where it stands.
 *
 * @param file the document, as the user named it
 * @param key the place in it, such as {@code steps[1].arguments}; empty for the whole
 * @param node the value
 */
record Yaml(Path file, String key, Node node) {
  /** Reads a document. */
  static Yaml read(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      return new Compose(settings)
          .composeReader(in)
          .map(node -> new Yaml(file, "", node))
          .orElseThrow(() -> LauncherException.data(file + ": the file is empty", null));
    } catch (NoSuchFileException e) {
      throw LauncherException.usage("the workflow file " + file + " does not exist", e);
    } catch (CharacterCodingException e) {
      throw LauncherException.data(file + ": the file is not UTF-8", e);
    } catch (MarkedYamlEngineException e) {
      String line = e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      throw LauncherException.data(
          file + line + ": this is no YAML: " + withContext(e.getContext(), e.getProblem()), e);
    } catch (YamlEngineException e) {
      // what the file system says comes wrapped
      if (e.getCause() instanceof CharacterCodingException) {
        throw LauncherException.data(file + ": the file is not UTF-8", e);
      }
      if (e.getCause() instanceof IOException unreadable) {
        throw LauncherException.data(
            file + ": the file cannot be read: " + LauncherException.why(unreadable), e);
      }
      throw LauncherException.data(file + ": this is no YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw LauncherException.data(
          file + ": the file cannot be read: " + LauncherException.why(e), e);
    }
  }

  private static String withContext(String context, String problem) {
    return context == null ? problem : context + " " + problem;
  }

  /** A failure because of this value. */
  LauncherException wrong(String problem) {
    return wrong(problem, null);
  }

  /** A failure because of this value. */
  LauncherException wrong(String problem, Throwable cause) {
    String line = node.getStartMark().map(Yaml::line).orElse("");
    return LauncherException.data(
        file + line + ": " + (key.isEmpty() ? "the file" : key) + " " + problem, cause);
  }

  private static String line(Mark mark) {
    return ":" + (mark.getLine() + 1);
  }

  private Yaml child(String name, Node value) {
    return new Yaml(file, key.isEmpty() ? name : key + "." + name, value);
  }

  /** Whether nothing is written where a value should be. */
  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The text of a scalar, as it is written; a number is a text, too. */
  String text() {
    if (isNothing()) {
      throw wrong("has no value");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong("must be a text, it is " + kind());
  }

  private String kind() {
    return node instanceof MappingNode ? "a mapping" : "a list";
  }

  /** The elements of a list. */
  List<Yaml> list() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong(
          "must be a list, it is "
              + (isNothing() ? "empty" : node instanceof ScalarNode ? "a text" : kind()));
    }
    List<Yaml> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(new Yaml(file, key + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  /** The texts of a list. */
  List<String> texts() {
    return list().stream().map(Yaml::text).toList();
  }

  /** The members of a mapping, in their order. */
  Map<String, Yaml> members() {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(
          "must be a mapping of keys to values, it is "
              + (isNothing() ? "empty" : node instanceof ScalarNode ? "a text" : kind()));
    }
    Map<String, Yaml> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Yaml name = new Yaml(file, key, tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        throw name.wrong("has a key that is no text");
      }
      if (members.put(scalar.getValue(), child(scalar.getValue(), tuple.getValueNode())) != null) {
        throw child(scalar.getValue(), tuple.getKeyNode()).wrong("is given twice");
      }
    }
    return members;
  }

  /**
   * The members of a mapping that may have these keys only.
   *
   * @param what the mapping in words, for who writes another key
   */
  Map<String, Yaml> members(String what, List<String> known) {
    Map<String, Yaml> members = members();
    members.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            throw value.wrong("is no key of " + what + "; known are " + String.join(", ", known));
          }
        });
    return members;
  }
}
