package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of target copies a file of the CAPIO directory that only its own step has. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class TargetIT {
  private static final String SOURCE =
      """
      package step;

      import java.nio.file.*;

      public class Copy {
        public static void main(String[] args) throws Exception {
          Files.writeString(Path.of(args[0]), args[1]);
          System.out.println("copied " + Files.readString(Path.of(args[0])));
          System.out.println("app " + System.getenv("CAPIO_APP_NAME"));
        }
      }
      """;

  private static Path compile(Workflow workflow, boolean module) throws IOException {
    Path sources = Files.createDirectory(workflow.folder().resolve("sources"));
    Path source = Files.writeString(sources.resolve("Copy.java"), SOURCE);
    Path classes = Files.createDirectory(workflow.folder().resolve("classes"));
    if (module) {
      Path info = Files.writeString(sources.resolve("module-info.java"), "module step.copy {}");
      javac("-d", classes.toString(), source.toString(), info.toString());
    } else {
      javac("-d", classes.toString(), source.toString());
    }
    return classes;
  }

  private static void javac(String... arguments) {
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
  }

  private static Path jar(Workflow workflow, String name, boolean module) throws IOException {
    Path classes = compile(workflow, module);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "step.Copy");
    Path jar = workflow.folder().resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry("step/Copy.class"));
      Files.copy(classes.resolve("step/Copy.class"), out);
      if (module) {
        out.putNextEntry(new JarEntry("module-info.class"));
        Files.copy(classes.resolve("module-info.class"), out);
      }
    }
    return jar;
  }

  private static void assertRan(Workflow workflow, Running program, String app) throws IOException {
    assertThat(program.succeeds().await("copied ")).isEqualTo("--stream");
    assertThat(program.await("app ")).isEqualTo(app);
    assertThat(program.errors()).isEmpty();
    assertThat(workflow.file("out.txt")).hasContent("--stream");
  }

  @Test
  void jar_runs(Workflow workflow) throws IOException {
    Path jar = jar(workflow, "copy-step.jar", false);
    assertRan(workflow, workflow.run(jar, workflow.file("out.txt"), "--stream"), "copy-step");
  }

  @Test
  void directoryOfClasses_runs(Workflow workflow) throws IOException {
    Path classes = compile(workflow, false);
    assertRan(workflow, workflow.run(classes, workflow.file("out.txt"), "--stream"), "Copy");
  }

  @Test
  void mainClass_runs(Workflow workflow) throws IOException {
    Path classes = compile(workflow, false);
    assertRan(
        workflow,
        workflow.run("-cp", classes, "step.Copy", workflow.file("out.txt"), "--stream"),
        "Copy");
  }

  @Test
  void module_runs(Workflow workflow) throws IOException {
    Path classes = compile(workflow, true);
    assertRan(
        workflow,
        workflow.run(
            "-p", classes, "-m", "step.copy/step.Copy", workflow.file("out.txt"), "--stream"),
        "Copy");
  }

  @Test
  void moduleJar_runsWithTheMainClassOfItsManifest(Workflow workflow) throws IOException {
    Path jar = jar(workflow, "step.jar", true);
    assertRan(
        workflow,
        workflow.run("-p", jar, "-m", "step.copy", workflow.file("out.txt"), "--stream"),
        "Copy");
  }

  @Test
  void sourceFile_runs(Workflow workflow) throws IOException {
    // newer JDKs want a source in the folder of its package
    Path folder = Files.createDirectory(workflow.folder().resolve("step"));
    Path source = Files.writeString(folder.resolve("Copy.java"), SOURCE);
    assertRan(workflow, workflow.run(source, workflow.file("out.txt"), "--stream"), "Copy");
  }

  @Test
  void wordsAndEnvironment_reachTheProgramVerbatim(Workflow workflow) throws IOException {
    Running program =
        workflow.run(
            "--app-name",
            "named",
            "--java-option=-Xmx64m",
            "-cp",
            Artifacts.PROGRAMS,
            Artifacts.program("Behave"),
            "echo",
            "-h",
            "--",
            "@x",
            "a b",
            "");
    program.succeeds();
    assertThat(program.output())
        .contains("word -h\nword --\nword @x\nword a b\nword \napp named\n")
        .contains("dir " + workflow.directory() + "\n")
        .contains("workflow " + workflow.name() + "\n");
  }
}
