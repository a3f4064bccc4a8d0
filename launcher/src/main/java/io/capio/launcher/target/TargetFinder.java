package io.capio.launcher.target;

import io.capio.launcher.option.LauncherException;
import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Finds the target of a command line.
 *
 * @param classPath of the user, or null
 * @param modulePath of the user, or null
 */
public record TargetFinder(String classPath, String modulePath) {
  private static final String JAR = ".jar";
  private static final String SOURCE = ".java";

  /**
   * The target that a word names: an existing file or directory, or else a class on the class path.
   *
   * @throws LauncherException (usage) that says what is missing
   */
  public Target find(String word, List<String> arguments) {
    if (word.isBlank()) {
      throw LauncherException.usage("the target has no name");
    }
    if (classPath != null && new ClassSearch(classPath).finds(word)) {
      return mainClass(word, arguments);
    }
    Path path = path(word);
    if (path != null && Files.isDirectory(path)) {
      return directory(path, arguments);
    }
    if (path != null && Files.exists(path)) {
      return file(word, path, arguments);
    }
    boolean looksLikeFile = word.contains("/") || word.endsWith(JAR) || word.endsWith(SOURCE);
    if (looksLikeFile) {
      throw LauncherException.usage("the target " + word + " does not exist");
    }
    if (classPath != null) {
      throw LauncherException.usage(
          "the class " + word + " is in no entry of the class path " + classPath);
    }
    throw LauncherException.usage(
        "the target " + word + " does not exist (a main class needs -cp, a module -m)");
  }

  private static Path path(String word) {
    try {
      return Path.of(word);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private Target file(String word, Path path, List<String> arguments) {
    String name = path.getFileName().toString();
    if (name.endsWith(SOURCE)) {
      List<String> command = new ArrayList<>(paths());
      command.add(word);
      return new Target(command, name.substring(0, name.length() - SOURCE.length()), arguments);
    }
    if (!name.endsWith(JAR)) {
      throw LauncherException.usage(
          "the target " + word + " is neither a jar nor a directory of classes nor a .java file");
    }
    if (classPath != null) {
      throw LauncherException.usage(
          "a JVM ignores -cp when it runs a jar; put " + word + " on it and name the main class");
    }
    if (mainOf(path) == null) {
      throw LauncherException.usage(
          word + " names no main class in its manifest; use -cp " + word + " and name it");
    }
    List<String> command = new ArrayList<>(paths());
    command.addAll(List.of("-jar", word));
    return new Target(command, name.substring(0, name.length() - JAR.length()), arguments);
  }

  private static String mainOf(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return mainOf(file.getManifest());
    } catch (IOException e) {
      throw LauncherException.usage(jar + " is not a readable jar: " + e.getMessage(), e);
    }
  }

  private static String mainOf(Manifest manifest) {
    String main =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    return main == null ? null : main.strip();
  }

  private Target directory(Path directory, List<String> arguments) {
    String entries =
        classPath == null ? directory.toString() : directory + File.pathSeparator + classPath;
    return new TargetFinder(entries, modulePath).mainClass(mainClassIn(directory), arguments);
  }

  private static String mainClassIn(Path directory) {
    Path manifest = directory.resolve("META-INF/MANIFEST.MF");
    try {
      if (Files.isRegularFile(manifest)) {
        try (var in = Files.newInputStream(manifest)) {
          String main = mainOf(new Manifest(in));
          if (main != null) {
            return main;
          }
        }
      }
      List<String> candidates = ClassFile.mainClassesBelow(directory);
      if (candidates.size() == 1) {
        return candidates.get(0);
      }
      if (candidates.isEmpty()) {
        throw LauncherException.usage("no class in " + directory + " has a main method");
      }
      throw LauncherException.usage(
          "several classes in "
              + directory
              + " have a main method; use -cp "
              + directory
              + " and name one of "
              + String.join(", ", candidates));
    } catch (IOException e) {
      throw LauncherException.usage(
          "cannot read " + directory + ": " + LauncherException.why(e), e);
    }
  }

  private Target mainClass(String name, List<String> arguments) {
    List<String> command = new ArrayList<>(paths());
    command.add(name);
    return new Target(command, simple(name), arguments);
  }

  /**
   * The target that {@code -m} names: {@code module} or {@code module/class}.
   *
   * @throws LauncherException (usage) that says what is missing
   */
  public Target module(String word, List<String> arguments) {
    int slash = word.indexOf('/');
    String module = slash < 0 ? word : word.substring(0, slash);
    String main = slash < 0 ? null : word.substring(slash + 1);
    ModuleReference reference =
        findModule(module)
            .orElseThrow(
                () ->
                    LauncherException.usage(
                        "the module "
                            + module
                            + (modulePath == null
                                ? " is not one of the JDK's, and there is no module path (-p)"
                                : " is not on the module path " + modulePath)));
    if (main == null) {
      // a jar made without the attribute may still name it in its manifest
      main =
          reference
              .descriptor()
              .mainClass()
              .or(() -> reference.location().map(Path::of).map(TargetFinder::mainOfLocation))
              .orElseThrow(
                  () ->
                      LauncherException.usage(
                          "the module "
                              + module
                              + " names no main class; use -m "
                              + module
                              + "/CLASS"));
    }
    List<String> command = new ArrayList<>(paths());
    command.addAll(List.of("-m", module + "/" + main));
    return new Target(command, simple(main), arguments);
  }

  private static String mainOfLocation(Path location) {
    return Files.isRegularFile(location) ? mainOf(location) : null;
  }

  private Optional<ModuleReference> findModule(String name) {
    try {
      if (modulePath != null) {
        Path[] entries =
            Arrays.stream(modulePath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toArray(Path[]::new);
        Optional<ModuleReference> found = ModuleFinder.of(entries).find(name);
        if (found.isPresent()) {
          return found;
        }
      }
      return ModuleFinder.ofSystem().find(name);
    } catch (FindException | InvalidPathException e) {
      throw LauncherException.usage("cannot read the module path: " + e.getMessage(), e);
    }
  }

  private List<String> paths() {
    List<String> options = new ArrayList<>();
    if (classPath != null) {
      options.addAll(List.of("-cp", classPath));
    }
    if (modulePath != null) {
      options.addAll(List.of("-p", modulePath));
    }
    return options;
  }

  private static String simple(String className) {
    int last = Math.max(className.lastIndexOf('.'), className.lastIndexOf('$'));
    return className.substring(last + 1);
  }
}
