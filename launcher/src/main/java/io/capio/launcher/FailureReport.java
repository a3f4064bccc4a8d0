package io.capio.launcher;

import io.capio.cl.CapioClException;
import io.capio.client.CapioUnavailableException;
import io.capio.launcher.option.ExitStatus;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import io.capio.launcher.option.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a failure in one line on standard error and finds its exit status. */
final class FailureReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** How the client library says that our server refused what it was given. */
  private static final Pattern REFUSED =
      Pattern.compile("ended with status (" + ExitStatus.USAGE + "|" + ExitStatus.DATA + "):");

  private final SettingOptions options;

  FailureReport(SettingOptions options) {
    this.options = options;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    String message = oneLine(failure.getMessage());
    String likely = null;
    if (failure instanceof UnmatchedArgumentException unmatched) {
      likely = first(unmatched.getSuggestions());
      if (!unmatched.isUnknownOption() && !failure.getCommandLine().getSubcommands().isEmpty()) {
        message = unknownCommand(unmatched);
      }
    }
    Terminal.say(
        message.substring(0, 1).toLowerCase(Locale.ROOT)
            + message.substring(1)
            + (likely == null ? "; see " : "; did you mean " + likely + "? See ")
            + failure.getCommandLine().getCommandSpec().qualifiedName()
            + " --help");
    return ExitStatus.USAGE;
  }

  /** A group of commands takes no other words, so that the first one should have been a command. */
  private static String unknownCommand(UnmatchedArgumentException unmatched) {
    Set<String> commands = new TreeSet<>(unmatched.getCommandLine().getSubcommands().keySet());
    commands.remove("help");
    return "unknown command: '"
        + unmatched.getUnmatched().get(0)
        + "', the commands are "
        + String.join(", ", commands);
  }

  /** The sub-command that a word may be a misspelling of, or null. */
  static String commandLike(CommandLine command, String word) {
    return new UnmatchedArgumentException(command, List.of(word))
        .getSuggestions().stream()
            // picocli finds something alike for any word: a slip keeps the beginning and the length
            .filter(name -> Math.abs(name.length() - word.length()) <= 2)
            .filter(name -> name.charAt(0) == word.charAt(0))
            .findFirst()
            .orElse(null);
  }

  private static String first(List<String> suggestions) {
    return suggestions.isEmpty() ? null : suggestions.get(0);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult words) {
    if (options.verbose()) {
      failure.printStackTrace();
    }
    if (failure instanceof LauncherException own) {
      Terminal.say(oneLine(own.getMessage()));
      return own.status();
    }
    if (failure instanceof CapioClException) {
      Terminal.say(oneLine(failure.getMessage()));
      return ExitStatus.DATA;
    }
    if (failure instanceof CapioUnavailableException) {
      String message = oneLine(failure.getMessage());
      Terminal.say(message);
      Matcher refused = REFUSED.matcher(message);
      return refused.find() ? Integer.parseInt(refused.group(1)) : ExitStatus.UNAVAILABLE;
    }
    if (failure instanceof IOException) {
      Terminal.say(oneLine(failure.getMessage()));
      return ExitStatus.INTERNAL;
    }
    Terminal.say("internal failure, see --verbose: " + oneLine(failure.toString()));
    return ExitStatus.INTERNAL;
  }

  private static String oneLine(String message) {
    return message == null ? "no reason is known" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
