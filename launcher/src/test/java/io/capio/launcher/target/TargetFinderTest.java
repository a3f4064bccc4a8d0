package io.capio.launcher.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFinderTest {
  private static final List<String> ARGUMENTS = List.of("--capio-dir", "-h", "--");

  @TempDir private Path folder;

  private Path compile(String name, String text) throws IOException {
    Path source = folder.resolve("sources").resolve(name + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, text);
    Path classes = folder.resolve("classes");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(status).isZero();
    return classes;
  }

  private Path main(String name) throws IOException {
    return compile(
        name,
        "package p; class " + name + " { long l = 1; public static void main(String[] a) {} }");
  }

  private Path jar(String name, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (mainClass != null) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    }
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("p/InJar.class"));
    }
    return jar;
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refusal(
      TargetFinder finder, String word) {
    return assertThatThrownBy(() -> finder.find(word, List.of()))
        .isInstanceOf(LauncherException.class);
  }

  private static TargetFinder noPaths() {
    return new TargetFinder(null, null);
  }

  @Test
  void jar_isRunAsSuchAndGivesItsName() throws IOException {
    Path jar = jar("my.step.jar", "p.InJar");
    Target target = noPaths().find(jar.toString(), ARGUMENTS);
    assertThat(target.command()).containsExactly("-jar", jar.toString());
    assertThat(target.appName()).isEqualTo("my.step");
    assertThat(target.arguments()).isEqualTo(ARGUMENTS);
  }

  @Test
  void jarWithoutMainClass_isRefusedWithTheWayOut() throws IOException {
    Path jar = jar("lib.jar", null);
    refusal(noPaths(), jar.toString()).hasMessageContaining("use -cp " + jar);
  }

  @Test
  void fileThatIsNoJar_isRefused() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jar"), "x");
    refusal(noPaths(), broken.toString()).hasMessageContaining("not a readable jar");
    Path text = Files.writeString(folder.resolve("text.txt"), "x");
    refusal(noPaths(), text.toString()).hasMessageContaining("neither a jar nor");
  }

  @Test
  void classPathTogetherWithAJar_isRefused() throws IOException {
    Path jar = jar("step.jar", "p.InJar");
    refusal(new TargetFinder("x", null), jar.toString()).hasMessageContaining("ignores -cp");
  }

  @Test
  void directoryWithOneMainClass_isRunWithIt() throws IOException {
    compile("Other", "package p; class Other { static void main(String[] a) {} }");
    Path classes = main("Only");
    Target target = new TargetFinder("lib.jar", null).find(classes.toString(), ARGUMENTS);
    assertThat(target.command()).containsExactly("-cp", classes + ":lib.jar", "p.Only");
    assertThat(target.appName()).isEqualTo("Only");
  }

  @Test
  void directoryWithSeveralMainClasses_namesThem() throws IOException {
    main("One");
    Path classes = main("Two");
    refusal(noPaths(), classes.toString()).hasMessageContaining("name one of p.One, p.Two");
  }

  @Test
  void directoryWithManifest_isRunWithWhatItNames() throws IOException {
    main("One");
    Path classes = main("Two");
    Files.createDirectories(classes.resolve("META-INF"));
    Files.writeString(
        classes.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\nMain-Class: p.Two\n");
    assertThat(noPaths().find(classes.toString(), List.of()).appName()).isEqualTo("Two");
  }

  @Test
  void directoryWithoutMainClass_isRefused() {
    refusal(noPaths(), folder.toString()).hasMessageContaining("no class in");
  }

  @Test
  void mainClass_isFoundInDirectoriesJarsAndWildcards() throws IOException {
    Path classes = main("Only");
    jar("a.jar", null);
    for (String classPath :
        List.of(
            classes.toString(), "missing:" + classes, folder.resolve("a.jar") + ":" + classes)) {
      assertThat(new TargetFinder(classPath, null).find("p.Only", ARGUMENTS).command())
          .containsExactly("-cp", classPath, "p.Only");
    }
    assertThat(new TargetFinder(folder + "/*", null).find("p.InJar", List.of()).appName())
        .isEqualTo("InJar");
    refusal(new TargetFinder(folder + "/*", null), "p.Only").hasMessageContaining("in no entry");
  }

  @Test
  void sourceFile_isRunByTheSourceLauncher() throws IOException {
    Path source = Files.writeString(folder.resolve("Step.java"), "class Step {}");
    Target target = noPaths().find(source.toString(), ARGUMENTS);
    assertThat(target.command()).containsExactly(source.toString());
    assertThat(target.appName()).isEqualTo("Step");
  }

  @Test
  void module_isRunWithItsMainClass() {
    Target target =
        new TargetFinder(null, folder.toString())
            .module("jdk.compiler/com.sun.tools.javac.Main", ARGUMENTS);
    assertThat(target.command())
        .containsExactly("-p", folder.toString(), "-m", "jdk.compiler/com.sun.tools.javac.Main");
    assertThat(target.appName()).isEqualTo("Main");
    assertThat(noPaths().module("java.base/p.Q$R", List.of()).appName()).isEqualTo("R");
  }

  @Test
  void targetThatDoesNotExist_isRefusedWithAHint() {
    refusal(noPaths(), "no/such.jar").hasMessage("the target no/such.jar does not exist");
    refusal(noPaths(), "Main").hasMessageContaining("a main class needs -cp, a module -m");
    refusal(noPaths(), "").hasMessageContaining("no name");
  }
}
