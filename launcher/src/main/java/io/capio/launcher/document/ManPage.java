package io.capio.launcher.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The man page of one command, in the macros of man(7). */
public final class ManPage {
  private static final Pattern SYNOPSIS_LEAD = Pattern.compile("^\\s*(Usage:)?\\s*");

  private final CommandSpec command;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandSpec command) {
    this.command = command;
  }

  /**
   * The pages of a command and of all below it, by their names, such as {@code capio-run-top}.
   *
   * @param version of the program, for the foot of the page
   */
  public static Map<String, String> all(CommandLine command, String version) {
    Map<String, String> pages = new TreeMap<>();
    add(command, version, pages);
    return pages;
  }

  private static void add(CommandLine command, String version, Map<String, String> pages) {
    CommandSpec spec = command.getCommandSpec();
    pages.put(name(spec), new ManPage(spec).write(version));
    for (CommandLine child : command.getSubcommands().values()) {
      if (!(child.getCommandSpec().userObject() instanceof HelpCommand)) {
        add(child, version, pages);
      }
    }
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  private String write(String version) {
    page.append(".TH \"")
        .append(name(command).toUpperCase(Locale.ROOT))
        .append("\" \"1\" \"\" \"capio-run ")
        .append(text(version))
        .append("\" \"CAPIO for the JVM\"\n");
    UsageMessageSpec usage = command.usageMessage();
    List<String> description = lines(usage.description());
    section("NAME");
    page.append(text(name(command))).append(" \\- ").append(text(firstSentence(description)));
    page.append('\n');
    section("SYNOPSIS");
    synopsis(usage);
    section("DESCRIPTION");
    paragraphs(description);
    options();
    commands();
    exitStatus(usage);
    footer(usage);
    seeAlso();
    return page.toString();
  }

  private static String firstSentence(List<String> description) {
    String all = String.join(" ", description).strip();
    int end = all.indexOf(". ");
    String sentence = end < 0 ? all : all.substring(0, end);
    return sentence.replaceAll("\\.$", "");
  }

  private void synopsis(UsageMessageSpec usage) {
    String[] custom = usage.customSynopsis();
    String all =
        custom.length > 0
            ? String.join("\n", custom)
            : new Help(command, Help.defaultColorScheme(Help.Ansi.OFF))
                .synopsis(0)
                .replaceAll("\\R\\s+", " ");
    boolean first = true;
    for (String line : all.strip().split("\\R", -1)) {
      page.append(first ? "" : ".br\n");
      sentence(SYNOPSIS_LEAD.matcher(line).replaceFirst(""));
      first = false;
    }
  }

  private void options() {
    List<OptionSpec> options =
        command.options().stream().filter(option -> !option.hidden()).toList();
    List<PositionalParamSpec> parameters =
        command.positionalParameters().stream().filter(parameter -> !parameter.hidden()).toList();
    if (options.isEmpty() && parameters.isEmpty()) {
      return;
    }
    section("OPTIONS");
    for (PositionalParamSpec parameter : parameters) {
      item(parameter.paramLabel(), parameter.description());
    }
    for (OptionSpec option : options) {
      String names = String.join(", ", option.names());
      String negated = option.negatable() ? names.replaceFirst("^--", "--[no-]") : names;
      boolean hasValue = option.arity().max() > 0;
      item(hasValue ? negated + " " + option.paramLabel() : negated, option.description());
    }
  }

  private void commands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command
        .subcommands()
        .forEach(
            (name, child) ->
                item(
                    name,
                    firstSentence(lines(child.getCommandSpec().usageMessage().description()))
                        + "."));
  }

  private void exitStatus(UsageMessageSpec usage) {
    if (usage.exitCodeList().isEmpty()) {
      return;
    }
    section("EXIT STATUS");
    paragraphs(lines(usage.exitCodeListHeading()));
    usage.exitCodeList().forEach(this::item);
  }

  private void footer(UsageMessageSpec usage) {
    List<String> lines = lines(usage.footer());
    if (lines.isEmpty()) {
      return;
    }
    section("EXAMPLES");
    page.append(".nf\n");
    lines.forEach(this::sentence);
    page.append(".fi\n");
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    if (command.parent() != null) {
      others.add(name(command.parent()));
    }
    command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(child -> !(child.userObject() instanceof HelpCommand))
        .forEach(child -> others.add(name(child)));
    section("SEE ALSO");
    for (int i = 0; i < others.size(); i++) {
      page.append(".BR ").append(text(others.get(i))).append(" (1)");
      page.append(i < others.size() - 1 ? ",\n" : "\n");
    }
  }

  private void section(String name) {
    page.append(".SH ").append(name).append('\n');
  }

  private void item(String name, String... description) {
    page.append(".TP\n.B ").append(text(name)).append('\n');
    sentence(String.join(" ", lines(description)).strip());
  }

  private void paragraphs(List<String> lines) {
    for (String line : lines) {
      if (line.isBlank()) {
        page.append(".PP\n");
      } else {
        sentence(line.strip());
      }
    }
  }

  private void sentence(String line) {
    page.append(line.isEmpty() ? ".sp" : text(line)).append('\n');
  }

  /** The lines of a text of picocli's, which is a format. */
  private static List<String> lines(String... formats) {
    List<String> lines = new ArrayList<>();
    for (String format : formats) {
      String text = format.contains("%") ? String.format(Locale.ROOT, format) : format;
      // the end of a line does not begin another one
      text.replaceFirst("\\R$", "").lines().forEach(lines::add);
      if (text.isEmpty()) {
        lines.add("");
      }
    }
    return lines;
  }

  /** A text that roff takes for nothing else. */
  private static String text(String plain) {
    String text = plain.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
