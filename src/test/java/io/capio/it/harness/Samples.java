package io.capio.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The samples of a page of the documentation.
 *
 * <p>A fenced block of {@code sh} is a command; a comment in the line before it may say what it
 * needs or who runs it: {@code <!-- needs: capio_server -->}, {@code <!-- run by: DemoIT -->}. A
 * fenced block after {@code <!-- file: NAME -->} is a file that the commands use. All commands of a
 * page make one script, in a folder that has the repository's folders and the page's files; {@code
 * wf}, the name of the workflow in all samples, is replaced by the test's own.
 */
public final class Samples {
  private static final Pattern FENCE =
      Pattern.compile("(?m)^(?:<!-- ([a-z ]+): (.+?) -->\\n)?```(\\w*)\\n([\\s\\S]*?)^```$");

  private static final Pattern WORKFLOW = Pattern.compile("\\bwf\\b");
  private static final List<String> FOLDERS =
      List.of(
          "agent",
          "api",
          "bin",
          "capio-cl",
          "docs",
          "examples",
          "filesystem",
          "launcher",
          "native-bridge",
          "server",
          "README.md");

  private final Path page;
  private final List<Block> blocks = new ArrayList<>();

  /**
   * One fenced block.
   *
   * @param marker what the comment before it begins with, or null
   * @param marked what the comment says
   * @param language the word behind the fence
   * @param text its lines
   */
  public record Block(String marker, String marked, String language, String text) {
    boolean is(String wanted) {
      return wanted.equals(marker);
    }
  }

  private Samples(Path page) {
    this.page = page;
  }

  /** Reads a page. */
  public static Samples of(Path page) throws IOException {
    Samples samples = new Samples(page);
    Matcher found = FENCE.matcher(Files.readString(page));
    while (found.find()) {
      samples.blocks.add(new Block(found.group(1), found.group(2), found.group(3), found.group(4)));
    }
    return samples;
  }

  /** All blocks in their order. */
  public List<Block> blocks() {
    return blocks;
  }

  /** What blocks of this page need beside the repository. */
  public Set<String> needs() {
    Set<String> needs = new TreeSet<>();
    blocks.stream().filter(b -> b.is("needs")).forEach(b -> needs.add(b.marked()));
    return needs;
  }

  /** The tests that run blocks of this page in their way. */
  public Set<String> runners() {
    Set<String> runners = new TreeSet<>();
    blocks.stream().filter(b -> b.is("run by")).forEach(b -> runners.add(b.marked()));
    return runners;
  }

  /** Whether there is a command that needs just this, or null for those that need nothing. */
  public boolean hasCommands(String need) {
    return blocks.stream().anyMatch(block -> isCommand(block, need));
  }

  private static boolean isCommand(Block block, String need) {
    return block.language().equals("sh")
        && (need == null
            ? block.marker() == null
            : block.is("needs") && block.marked().equals(need));
  }

  /** Starts the commands that need just this, or nothing if it is null, as one script. */
  public Running start(Workflow workflow, String need) throws IOException {
    Path folder = Files.createDirectories(workflow.folder().resolve("clone"));
    for (String name : FOLDERS) {
      Files.createSymbolicLink(folder.resolve(name), Artifacts.ROOT.resolve(name));
    }
    StringBuilder script = new StringBuilder("set -eu\ncd " + folder + "\n");
    for (Block block : blocks) {
      String text = own(workflow, block.text());
      if (block.is("file")) {
        Path file = folder.resolve(block.marked());
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      } else if (isCommand(block, need)) {
        script.append(text);
      }
    }
    Path file = Files.writeString(workflow.folder().resolve("samples.sh"), script);
    return workflow.start(
        Map.of("PATH", Artifacts.JAVA_HOME.resolve("bin") + ":" + System.getenv("PATH")),
        List.of("/bin/sh", "-v", file.toString()));
  }

  private static String own(Workflow workflow, String text) {
    return WORKFLOW.matcher(text).replaceAll(workflow.name());
  }

  @Override
  public String toString() {
    return Artifacts.ROOT.relativize(page).toString();
  }
}
