package io.capio.cl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameResolverTest {
  @ParameterizedTest
  @CsvSource({"a/./b, a/./b", "/x, /x", "*.dat, *.dat"})
  void withoutPrefixAndDirectory_namesStayAsWritten(String name, String expected) {
    assertThat(resolver(ParseOptions.defaults()).resolve(List.of(name))).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"a/./b, /p/a/./b", "/x, /x", "*.dat, /p/*.dat", "'', /p/"})
  void prefix_isJoinedPlainly(String name, String expected) {
    for (String prefix : List.of("/p", "/p/")) {
      assertThat(resolver(ParseOptions.defaults().withResolvePrefix(prefix)).resolve(List.of(name)))
          .containsExactly(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a, /c/d/a",
    "./a//b/, /c/d/a/b",
    "../a, /c/a",
    "a/*.dat, /c/d/a/*.dat",
    "?.dat, /c/d/?.dat",
    "[./]a, /c/d/[./]a",
    "/x/./y, /x/./y",
    "*/a, */a",
    "'', ''"
  })
  void capioDirectory_takesRelativeNamesButNoLeadingStar(String name, String expected) {
    assertThat(
            resolver(ParseOptions.defaults().withCapioDirectory(Path.of("/c/./d")))
                .resolve(List.of(name)))
        .containsExactly(expected);
  }

  @Test
  void directoryWithWildcards_isQuotedInPatternsOnly() {
    NameResolver resolver =
        resolver(ParseOptions.defaults().withCapioDirectory(Path.of("/run[1]")));

    assertThat(resolver.resolve(List.of("a", "b*"))).containsExactly("/run[1]/a", "/run[[]1]/b*");
    assertThat(new WildcardPattern("/run[[]1]/b*").matches("/run[1]/b2")).isTrue();
  }

  @Test
  void prefix_winsOverDirectoryAndSparesStorage() {
    NameResolver resolver =
        resolver(ParseOptions.defaults().withResolvePrefix("/p").withCapioDirectory(Path.of("/c")));

    assertThat(resolver.resolve(List.of("a"))).containsExactly("/p/a");
    assertThat(resolver.resolveStorage(List.of("a"))).containsExactly("a");
  }

  @Test
  void capioDirectory_takesStorageToo() {
    assertThat(
            resolver(ParseOptions.defaults().withCapioDirectory(Path.of("/c")))
                .resolveStorage(List.of("a")))
        .containsExactly("/c/a");
  }

  @Test
  void alias_isExpandedOnlyWhenAsked() throws IOException {
    String json =
        "{'name':'w','IO_Graph':[],'permanent':['g'],"
            + "'aliases':[{'group_name':'g','files':['/a','/b']}]}";

    assertThat(Documents.engine(json).entries()).containsOnlyKeys("g");
    assertThat(Documents.engine(json, ParseOptions.defaults().withExpandAliases(true)).entries())
        .containsOnlyKeys("/a", "/b");
  }

  @Test
  void absoluteRuleAndRelativeStream_areOneEntryWhenThePrefixMakesThemEqual() throws IOException {
    String json =
        Documents.withRules("", "'out.dat'", "{'name':['/p/out.dat'],'committed':'on_close'}");

    assertThat(Documents.engine(json).entries()).hasSize(2);
    RuleEngine engine = Documents.engine(json, ParseOptions.defaults().withResolvePrefix("/p"));
    assertThat(engine.entries()).containsOnlyKeys("/p/out.dat");
    assertThat(engine.decide("/p/out.dat").producers()).containsExactly("app");
  }

  private static NameResolver resolver(ParseOptions options) {
    return new NameResolver(options, Map.of());
  }
}
