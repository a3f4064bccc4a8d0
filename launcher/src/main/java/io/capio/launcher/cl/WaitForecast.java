package io.capio.launcher.cl;

import io.capio.cl.Rule;
import io.capio.cl.RuleEngine;

/**
 * When a step would wait for a path, as the embedded server decides it.
 *
 * @param open opening it for reading
 * @param read reading it, or listing it if it is a directory
 * @param size asking for its size
 */
record WaitForecast(String open, String read, String size) {
  static WaitForecast of(RuleEngine engine, String path, String application) {
    Rule rule = engine.decide(path);
    if (rule.excluded()) {
      String disk = "never waits: CAPIO leaves it to the disk";
      return new WaitForecast(disk, disk, disk);
    }
    if (engine.isProducer(path, application)) {
      String own = "never waits: " + application + " writes it";
      return new WaitForecast(own, own, own);
    }
    boolean declared = engine.isDeclaredInput(path);
    String open =
        declared
            ? "waits until it exists"
            : "fails if it does not exist, unless the program runs with --missing wait";
    if (rule.directory()) {
      return new WaitForecast(open, listing(rule, declared), "never waits");
    }
    String read =
        rule.firable()
            ? "waits until there is at least one byte, or the file is committed"
            : "waits until the file is committed";
    return new WaitForecast(
        open, read, "waits until the file is committed, unless with --size current");
  }

  private static String listing(Rule rule, boolean declared) {
    if (!declared) {
      return "never waits";
    }
    return rule.firable()
        ? "gives entries as they appear, and ends when the directory is committed"
        : "waits until the directory is committed";
  }
}
