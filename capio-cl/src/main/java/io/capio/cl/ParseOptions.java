package io.capio.cl;

import java.nio.file.Path;

/**
 * How names in a document become paths.
 *
 * @param resolvePrefix put before relative names by plain joining, as {@code capio_server -r} does,
 *     except in {@code storage}; null or empty for none
 * @param capioDirectory when there is no prefix, the directory that relative names are below; null
 *     leaves them as written, so that only patterns with a leading {@code *} can match the absolute
 *     paths that clients send
 * @param memOnly true to mark every entry, declared or seen later, as kept in memory
 * @param expandAliases true to replace the group names of {@code aliases} by their files wherever
 *     files are named; upstream never does, so that today a name equal to a group name is a file
 */
public record ParseOptions(
    String resolvePrefix, Path capioDirectory, boolean memOnly, boolean expandAliases) {

  private static final ParseOptions DEFAULTS = new ParseOptions(null, null, false, false);

  /**
   * Names stay as written.
   *
   * @return options without prefix and directory, both flags off
   */
  public static ParseOptions defaults() {
    return DEFAULTS;
  }

  /**
   * These options with another prefix.
   *
   * @param prefix the prefix; null or empty for none
   * @return the new options
   */
  public ParseOptions withResolvePrefix(String prefix) {
    return new ParseOptions(prefix, capioDirectory, memOnly, expandAliases);
  }

  /**
   * These options with another CAPIO directory.
   *
   * @param directory the directory, made absolute when it is used; null for none
   * @return the new options
   */
  public ParseOptions withCapioDirectory(Path directory) {
    return new ParseOptions(resolvePrefix, directory, memOnly, expandAliases);
  }

  /**
   * These options with another choice of storage.
   *
   * @param value true to mark every entry as kept in memory
   * @return the new options
   */
  public ParseOptions withMemOnly(boolean value) {
    return new ParseOptions(resolvePrefix, capioDirectory, value, expandAliases);
  }

  /**
   * These options with aliases expanded or not.
   *
   * @param value true to expand
   * @return the new options
   */
  public ParseOptions withExpandAliases(boolean value) {
    return new ParseOptions(resolvePrefix, capioDirectory, memOnly, value);
  }
}
