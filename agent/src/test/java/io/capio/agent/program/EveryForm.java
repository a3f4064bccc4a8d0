package io.capio.agent.program;

import io.capio.agent.weave.forms.DynamicallyLinked;
import io.capio.agent.weave.forms.OwnReading;
import io.capio.agent.weave.forms.OwnWriting;
import io.capio.agent.weave.forms.Reading;
import io.capio.agent.weave.forms.Reflective;
import io.capio.agent.weave.forms.ReflectiveReferences;
import io.capio.agent.weave.forms.Writing;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Writes and reads files in every form. The second argument is another spelling of the directory
 * that the agent does not know: what is seen there is on the disk.
 */
public final class EveryForm {

  private EveryForm() {}

  public static void main(String[] arguments) throws Exception {
    File directory = new File(arguments[0]);
    Path disk = Path.of(arguments[1]);
    int failures = 0;
    for (Method form : forms(Writing.class, OwnWriting.class)) {
      failures += written(form, new File(directory, form.getName()), disk) ? 0 : 1;
    }
    File file = new File(directory, "file");
    Files.writeString(file.toPath(), Writing.TEXT);
    for (Method form :
        forms(
            Reading.class,
            OwnReading.class,
            Reflective.class,
            ReflectiveReferences.class,
            DynamicallyLinked.class)) {
      failures += read(form, file.getPath()) ? 0 : 1;
    }
    System.out.println(failures + " failures");
  }

  private static Method[] forms(Class<?>... forms) {
    return Arrays.stream(forms)
        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .toArray(Method[]::new);
  }

  private static boolean written(Method form, File file, Path disk) throws Exception {
    Files.writeString(file.toPath(), "before");
    try {
      form.invoke(null, file.getPath());
    } catch (InvocationTargetException e) {
      System.out.println("writing, " + form.getName() + ": " + e.getCause());
      return false;
    }
    String content = Files.readString(file.toPath());
    boolean onDisk = Files.exists(disk.resolve(file.getName()));
    if (!content.equals(Writing.TEXT) || onDisk) {
      System.out.println(
          "writing, " + form.getName() + ": " + content + (onDisk ? " on the disk" : ""));
      return false;
    }
    return true;
  }

  private static boolean read(Method form, String path) throws Exception {
    Object content;
    try {
      content = form.invoke(null, path);
    } catch (InvocationTargetException e) {
      content = e.getCause();
    }
    if (!Writing.TEXT.equals(content)) {
      System.out.println("reading, " + form.getName() + ": " + content);
      return false;
    }
    return true;
  }
}
