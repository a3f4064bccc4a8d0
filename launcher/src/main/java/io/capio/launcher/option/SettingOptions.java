package io.capio.launcher.option;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that {@link Setting} declares, as options of commands, and the values given. One
 * object serves a command line: an option counts the same before and after the name of a
 * sub-command.
 */
public final class SettingOptions {
  private final Map<String, String> given = new HashMap<>();

  /** Adds options, and the one for help, to a command. */
  public void addTo(CommandSpec command, Setting... settings) {
    for (Setting setting : settings) {
      command.addOption(option(setting));
    }
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("show this text").build());
  }

  private OptionSpec option(Setting setting) {
    OptionSpec.Builder option =
        OptionSpec.builder(setting.option()).description(description(setting));
    ISetter setter =
        new ISetter() {
          @Override
          @SuppressWarnings("TypeParameterUnusedInFormals") // the signature is picocli's
          public <T> T set(T value) {
            if (value != null) {
              given.put(setting.key(), value.toString());
            }
            return null;
          }
        };
    option.setter(setter).getter(new Unset());
    if (!setting.isFlag()) {
      // the type is what a shell completes
      return option
          .type(
              setting == Setting.CAPIO_DIR || setting == Setting.CAPIO_CL
                  ? File.class
                  : String.class)
          .completionCandidates(words(setting))
          .arity("1")
          .paramLabel(label(setting))
          .build();
    }
    boolean on = setting.defaultValue().equals("true");
    // an option that is on by default is of use only if it can be negated
    return option.type(Boolean.class).arity("0").negatable(on).fallbackValue("true").build();
  }

  /** Nothing has a value of its own here; without it picocli would demand a field. */
  private static final class Unset implements picocli.CommandLine.Model.IGetter {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the signature is picocli's
    public <T> T get() {
      return null;
    }
  }

  private static List<String> words(Setting setting) {
    return switch (setting) {
      case MISSING -> List.of("auto", "wait", "fail");
      case SIZE -> List.of("final", "current");
      case SERVER_EXEC_PATH -> List.of("embedded");
      default -> null;
    };
  }

  private static String label(Setting setting) {
    return switch (setting) {
      case CAPIO_DIR -> "DIR";
      case CAPIO_CL, CONFIG -> "FILE";
      case SERVER_EXEC_PATH -> "SERVER";
      case SERVER_COMMAND -> "COMMAND";
      case AWAIT_SERVER_TIMEOUT_SECONDS, TIMEOUT_SECONDS -> "SECONDS";
      case MISSING -> "RULE";
      case SIZE -> "WHICH";
      default -> "NAME";
    };
  }

  /** The line of help, with the default and the environment variable where there are any. */
  static String description(Setting setting) {
    StringBuilder text = new StringBuilder(setting.help());
    String value = setting.defaultValue();
    if (value != null && !value.isEmpty() && !value.equals("false")) {
      text.append(" [default: ").append(value.equals("true") ? "on" : value).append(']');
    }
    // a percent sign would be a format of picocli's
    return text.toString().replace("%", "%%");
  }

  /** A value that counts unless the user, a property or the environment gives one. */
  public void setDefault(Setting setting, String value) {
    if (!settings().isGiven(setting)) {
      given.put(setting.key(), value);
    }
  }

  /** A value that counts whatever the user gave. */
  public void override(Setting setting, String value) {
    given.put(setting.key(), value);
  }

  /** Whether the command line names a value. */
  public boolean isGiven(Setting setting) {
    return given.containsKey(setting.key());
  }

  /** Whether errors come with a stack trace. */
  public boolean verbose() {
    return "true".equals(given.get(Setting.VERBOSE.key()));
  }

  /**
   * All settings, with paths made absolute as the programs that get them may run elsewhere.
   *
   * @throws LauncherException (usage) if a value does not fit
   */
  public Settings settings() {
    given.forEach(
        (key, value) -> {
          // elsewhere an empty value means none; written out it is a variable that was never set
          if (value.isEmpty() && !key.equals(Setting.CAPIO_CL.key())) {
            throw LauncherException.usage(
                withOptionNames(key + " has an empty value; leave it out, or give one"));
          }
        });
    try {
      Settings settings = Settings.resolve(given);
      Map<String, String> complete = new HashMap<>(given);
      complete.put(Setting.CAPIO_DIR.key(), absolute(settings.capioDir().toString()));
      if (!settings.capioCl().isEmpty()) {
        complete.put(Setting.CAPIO_CL.key(), absolute(settings.capioCl()));
      }
      if (settings.serverExecPath().contains("/")) {
        complete.put(Setting.SERVER_EXEC_PATH.key(), absolute(settings.serverExecPath()));
      }
      return Settings.resolve(complete);
    } catch (IllegalArgumentException e) {
      throw LauncherException.usage(withOptionNames(e.getMessage()), e);
    }
  }

  /**
   * Demands that the CAPIO-CL file is there, if one is given.
   *
   * @throws LauncherException (data) if it is not
   */
  public void requireRules(Settings settings) {
    try {
      settings.requireRules();
    } catch (IllegalArgumentException e) {
      throw LauncherException.data(withOptionNames(e.getMessage()), e);
    }
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  /** The client library speaks of keys, the user of this launcher knows options. */
  private static String withOptionNames(String message) {
    String text = message;
    for (Setting setting : Setting.values()) {
      if (!setting.key().equals(setting.option().substring(2))) {
        text = text.replaceAll("\\b" + setting.key() + "\\b", setting.option());
      } else if (text.startsWith(setting.key() + " ")) {
        text = "--" + text;
      }
    }
    return text;
  }
}
