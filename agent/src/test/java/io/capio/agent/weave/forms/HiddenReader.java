package io.capio.agent.weave.forms;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Is defined as a hidden class, which no transformer is shown. */
public final class HiddenReader extends FileInputStream {

  public HiddenReader(String path) throws IOException {
    super(new File(path));
  }

  public static String read(String path) throws IOException {
    try (FileInputStream in = new FileInputStream(path);
        HiddenReader own = new HiddenReader(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.equals(new String(own.readAllBytes(), StandardCharsets.UTF_8)) ? text : "differs";
    }
  }
}
