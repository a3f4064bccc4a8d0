package io.capio.agent.program;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Uses relative names where user.dir is not the working directory of the process. */
public final class OtherDirectory {

  private OtherDirectory() {}

  public static void main(String[] arguments) throws IOException {
    try (FileOutputStream out = new FileOutputStream("by-name")) {
      out.write(1);
    }
    Files.writeString(Path.of("by-path"), "22");
    for (String name : new String[] {"by-name", "by-path"}) {
      File file = new File(name);
      System.out.println(file.exists() + " " + file.getAbsoluteFile().exists());
      System.out.println(file.length() + " " + Files.exists(Path.of(name)));
    }
    for (String name : new String[] {"", ".", arguments[0], arguments[1]}) {
      String[] names = new File(name).list();
      if (names != null) {
        Arrays.sort(names);
      }
      System.out.println(Arrays.toString(names));
    }
  }
}
