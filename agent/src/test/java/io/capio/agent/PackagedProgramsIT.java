package io.capio.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.agent.program.EveryForm;
import io.capio.agent.program.NestedJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a call, in programs that come in other ways than as files on the class path. */
class PackagedProgramsIT extends AgentRuns {

  private static final JavaRun.Outcome RIGHT = new JavaRun.Outcome(0, "0 failures\n", "");
  private static final String[] DIRECTORIES = {"data", "/proc/self/cwd/data"};
  private static final List<String> PACKAGES =
      List.of("io/capio/agent/program", "io/capio/agent/weave/forms");

  private Path jar(String name) throws IOException {
    Path jar = directory.resolve(name);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, EveryForm.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String packageName : PACKAGES) {
        try (Stream<Path> files = Files.list(JavaRun.testClasses().resolve(packageName))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new ZipEntry(packageName + "/" + file.getFileName()));
            Files.copy(file, out);
          }
        }
      }
    }
    return jar;
  }

  private void tool(Path jvm, String name, String... arguments) throws Exception {
    Process tool =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(jvm.resolve("bin").resolve(name).toString()),
                        Stream.of(arguments))
                    .toList())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = tool.getInputStream()) {
      String text = JavaRun.drain(said);
      assertThat(tool.waitFor()).as(text).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void signedJar(Path jvm) throws Exception {
    Path jar = jar("signed.jar");
    String[] store = {"-keystore", "keys", "-storepass", "secret"};
    tool(
        jvm,
        "keytool",
        all(store, "-genkeypair", "-alias", "a", "-dname", "CN=a", "-keyalg", "EC"));
    tool(jvm, "jarsigner", all(store, jar.toString(), "a"));
    JavaRun.Outcome outcome =
        java(jvm)
            .agent(arguments(",memOnly=true"))
            .with("-jar", jar.toString())
            .with(DIRECTORIES)
            .run();
    assertThat(outcome).isEqualTo(RIGHT);
  }

  private static String[] all(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void jarInAJarInALoaderOfItsOwn(Path jvm) throws Exception {
    Path outer = directory.resolve("outer.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(outer))) {
      out.putNextEntry(new ZipEntry("lib/inner.jar"));
      Files.copy(jar("inner.jar"), out);
      out.putNextEntry(new ZipEntry(NestedJar.class.getName().replace('.', '/') + ".class"));
      Files.copy(
          JavaRun.testClasses().resolve(NestedJar.class.getName().replace('.', '/') + ".class"),
          out);
    }
    JavaRun.Outcome outcome =
        java(jvm)
            .agent(arguments(",memOnly=true"))
            .with("-cp", outer.toString(), NestedJar.class.getName())
            .with("lib/inner.jar", EveryForm.class.getName())
            .with(DIRECTORIES)
            .run();
    assertThat(outcome).isEqualTo(RIGHT);
  }
}
