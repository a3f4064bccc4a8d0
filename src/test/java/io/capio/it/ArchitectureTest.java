package io.capio.it;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.capio.it.harness.Artifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the layers point downwards only. */
class ArchitectureTest {
  /** What each layer may use of the others. A client's API speaks in types of the wire. */
  private static final Map<String, List<String>> MAY_USE =
      Map.of(
          "ipc", List.of(),
          "cl", List.of(),
          "client", List.of("ipc"),
          "fs", List.of("client", "ipc"),
          "server", List.of("ipc", "cl"),
          "agent", List.of("fs", "client", "ipc", "server"),
          "launcher", List.of("server", "client", "ipc", "cl"),
          "examples", List.of());

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    List<Path> folders =
        Stream.of(
                "native-bridge",
                "capio-cl",
                "filesystem",
                "server",
                "agent",
                "launcher",
                "api",
                "examples")
            .map(module -> Artifacts.ROOT.resolve(module).resolve("target/classes"))
            .toList();
    assertThat(folders).allMatch(Files::isDirectory);
    classes = new ClassFileImporter().importPaths(folders);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipc", "cl", "client", "fs", "server", "agent", "launcher", "examples"})
  void layer_usesOnlyWhatItMay(String layer) {
    List<String> allowed =
        Stream.concat(Stream.of(layer), MAY_USE.get(layer).stream())
            .map(name -> "io.capio." + name)
            .toList();
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "classes of layers other than " + allowed,
            type ->
                type.getPackageName().startsWith("io.capio.")
                    && allowed.stream()
                        .noneMatch(
                            name ->
                                type.getPackageName().equals(name)
                                    || type.getPackageName().startsWith(name + ".")));
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("io.capio." + layer + "..")
        .should()
        .dependOnClassesThat(forbidden)
        .check(classes);
  }

  @Test
  void packages_areFreeOfCycles() {
    slices().matching("io.capio.(**)").should().beFreeOfCycles().check(classes);
  }
}
