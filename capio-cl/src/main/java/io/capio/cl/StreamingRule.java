package io.capio.cl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A streaming rule of a document, with the defaults that hold inside one. */
record StreamingRule(
    boolean directory,
    CommitRule commitRule,
    FireRule fireRule,
    int closeCount,
    int directoryChildren,
    List<String> fileDependencies) {

  private static final String ON_CLOSE_COUNT = CommitRule.ON_CLOSE.word() + ":";

  static StreamingRule of(JsonNode json, String source, String place) throws CapioClException {
    boolean directory = json.has("dirname");
    String committed = json.path("committed").asText(CommitRule.ON_TERMINATION.word());
    boolean counted = committed.startsWith(ON_CLOSE_COUNT);
    CommitRule commitRule =
        CommitRule.ofWord(counted ? CommitRule.ON_CLOSE.word() : committed)
            .orElseThrow(() -> badCommit(source, place, "a commit rule", committed));
    return new StreamingRule(
        directory,
        commitRule,
        // A rule that names no mode streams, although a path without any rule does not.
        FireRule.ofWord(json.path("mode").asText()).orElse(FireRule.NO_UPDATE),
        counted ? closeCount(committed, source, place) : 0,
        directory ? directoryChildren(json.path("n_files"), source, place) : 0,
        commitRule == CommitRule.ON_FILE ? GraphLoader.texts(json.path("file_deps")) : List.of());
  }

  private static int closeCount(String committed, String source, String place)
      throws CapioClException {
    try {
      return Integer.parseInt(committed.substring(ON_CLOSE_COUNT.length()));
    } catch (NumberFormatException e) {
      throw badCommit(source, place, "at most " + Integer.MAX_VALUE + " closes", committed);
    }
  }

  private static int directoryChildren(JsonNode count, String source, String place)
      throws CapioClException {
    if (count.isMissingNode()) {
      return 0;
    }
    try {
      return count.decimalValue().intValueExact();
    } catch (ArithmeticException e) {
      throw new CapioClException(
          source,
          place + ".n_files",
          "an integer of at most 32 bits",
          DocumentReader.describe(count),
          e);
    }
  }

  private static CapioClException badCommit(
      String source, String place, String expected, String found) {
    return new CapioClException(
        source, place + ".committed", expected, DocumentReader.quoted(found));
  }
}
