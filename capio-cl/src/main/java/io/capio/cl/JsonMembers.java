package io.capio.cl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A JSON object whose members are read one by one, each with its own complaint. */
record JsonMembers(String source, String place, JsonNode object) {
  static JsonMembers of(String source, String place, JsonNode node) throws CapioClException {
    if (!node.isObject()) {
      throw new CapioClException(source, place, "a JSON object", DocumentReader.describe(node));
    }
    return new JsonMembers(source, place, node);
  }

  void allowOnly(Set<String> members) throws CapioClException {
    for (var names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!members.contains(name)) {
        throw new CapioClException(
            source,
            place,
            "no members but " + String.join(", ", members.stream().sorted().toList()),
            "the member " + DocumentReader.quoted(name));
      }
    }
  }

  boolean lacks(String member) {
    return !object.has(member);
  }

  JsonNode member(String name) {
    return object.path(name);
  }

  String text(String name) throws CapioClException {
    JsonNode node = object.path(name);
    if (!node.isTextual()) {
      throw rejection(name, "a string");
    }
    return node.textValue();
  }

  List<String> texts(String name) throws CapioClException {
    JsonNode node = object.path(name);
    if (node.isMissingNode()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw rejection(name, "an array of strings");
    }
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        throw rejection(name, "an array of strings");
      }
    }
    return GraphLoader.texts(node);
  }

  int count(String name) throws CapioClException {
    JsonNode node = object.path(name);
    if (node.isMissingNode()) {
      return 0;
    }
    try {
      if (node.isNumber()) {
        return node.decimalValue().intValueExact();
      }
    } catch (ArithmeticException e) {
      // A fraction or too large: refused like everything else that is no such number.
    }
    throw rejection(name, "an integer of at most 32 bits");
  }

  Optional<Boolean> flag(String name) throws CapioClException {
    JsonNode node = object.path(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      throw rejection(name, "true or false");
    }
    return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
  }

  CapioClException rejection(String name, String expected) {
    JsonNode found = object.path(name);
    return new CapioClException(
        source, place + "." + name, expected, DocumentReader.describe(found));
  }
}
