package io.capio.agent.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks around in a directory in which it has made one file, and at what it was started with. */
public final class OwnHome {

  private OwnHome() {}

  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0], "file"), "text");
    String[] names = new File(arguments[0]).list();
    Arrays.sort(names);
    System.out.println(Arrays.toString(names));
    TreeSet<String> properties = new TreeSet<>(System.getProperties().stringPropertyNames());
    properties.removeIf(name -> !name.startsWith("jn"));
    System.out.println(properties);
    System.out.println(
        ProcessHandle.current()
            .descendants()
            .flatMap(started -> started.info().arguments().stream().flatMap(Stream::of))
            .filter(argument -> argument.startsWith("-Djn"))
            .toList());
  }
}
