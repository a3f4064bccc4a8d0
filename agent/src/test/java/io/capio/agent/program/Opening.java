package io.capio.agent.program;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what happens when its argument is opened and asked about. */
public final class Opening {

  private Opening() {}

  public static void main(String[] arguments) throws IOException {
    File file = new File(arguments[0]);
    try (FileInputStream in = new FileInputStream(file)) {
      System.out.println("read " + in.readAllBytes().length);
    } catch (IOException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    try {
      System.out.println("size " + Files.size(file.toPath()));
    } catch (IOException e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    System.out.println(file.exists() + " " + Files.exists(file.toPath()) + " " + file.length());
    Path outside = Files.createTempFile("outside", null);
    Files.writeString(outside, "outside");
    System.out.println(Files.readString(outside));
    Files.delete(outside);
  }
}
