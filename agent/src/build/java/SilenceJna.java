import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/**
 * A step of the build: lets the agent's copy of JNA log to a class that drops what it is told.
 *
 * <p>The JDK reads its configuration of logging, and makes the program's own log manager, when the
 * first logger is asked for. That must be the program's, which sets properties before.
 */
final class SilenceJna {

  private static final String LOGGER = "java/util/logging/Logger";
  private static final String SILENT = "io/capio/agent/SilentLogger";

  private SilenceJna() {}

  /** Rewrites the class files below the directory given. */
  public static void main(String[] arguments) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      classes = files.filter(f -> f.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      ClassReader reader = new ClassReader(Files.readAllBytes(file));
      ClassWriter writer = new ClassWriter(0);
      reader.accept(new ClassRemapper(writer, new SimpleRemapper(LOGGER, SILENT)), 0);
      Files.write(file, writer.toByteArray());
    }
  }
}
