package io.capio.agent.weave;

import io.capio.CapioContext;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Methods that open a context; none is ever called, their code is read. */
@SuppressWarnings({"try", "unused"})
final class Openings {
  private static CapioContext.Scope kept;

  private Openings() {}

  private static void step(Object argument) {}

  static void harmless_worksInOtherMethods(CapioContext context, Path file) throws IOException {
    Files.createDirectories(file);
    try (CapioContext.Scope scope = context.open()) {
      step(file);
    }
    Files.readString(file);
  }

  static void harmless_catchesAfterTheScope(CapioContext context, Path file) throws IOException {
    try (CapioContext.Scope scope = context.open()) {
      step(file);
    } catch (IllegalStateException e) {
      Files.writeString(file, "failed");
    } finally {
      Files.delete(file);
    }
  }

  static void harmless_returnsInside(CapioContext context, Path file) throws IOException {
    try (CapioContext.Scope scope = context.open()) {
      if (file == null) {
        return;
      }
      step(file);
    }
    Files.readString(file);
  }

  static void harmless_closesInFinally(CapioContext context, Path file) throws IOException {
    CapioContext.Scope scope = context.open();
    try {
      step(file);
    } finally {
      scope.close();
    }
    Files.readString(file);
  }

  static void harmless_opensAgainInLoop(CapioContext context, Path file) throws IOException {
    for (int i = 0; i < 2; i++) {
      Files.exists(file);
      try (CapioContext.Scope scope = context.open()) {
        step(file);
      }
    }
  }

  static void writes_inside(CapioContext context, Path file) throws IOException {
    try (CapioContext.Scope scope = context.open()) {
      step(file);
      Files.writeString(file, "text");
    }
  }

  static void writes_inSwitchInside(CapioContext context, Path file) throws IOException {
    try (CapioContext.Scope scope = context.open()) {
      switch (file.getNameCount()) {
        case 1 -> step(file);
        case 2 -> Files.writeString(file, "text");
        default -> {}
      }
    }
  }

  static void writes_earlierInTheLoopInside(CapioContext context, Path file) throws IOException {
    CapioContext.Scope scope = null;
    for (int i = 0; i < 2; i++) {
      if (scope != null) {
        Files.writeString(file, "text");
      } else {
        scope = context.open();
      }
    }
    scope.close();
  }

  static void writes_inHandlerInside(CapioContext context, Path file) throws IOException {
    try (CapioContext.Scope scope = context.open()) {
      try {
        step(file);
      } catch (IllegalStateException e) {
        Files.writeString(file, "failed");
      }
    }
  }

  static void constructs_inside(CapioContext context, File file) throws IOException {
    try (CapioContext.Scope scope = context.open()) {
      new FileOutputStream(file).close();
    }
  }

  static void refers_inside(CapioContext context) {
    try (CapioContext.Scope scope = context.open()) {
      Function<File, Boolean> exists = File::exists;
      step(exists);
    }
  }

  static CapioContext.Scope leaves_returned(CapioContext context) {
    return context.open();
  }

  static void leaves_inField(CapioContext context) {
    kept = context.open();
  }

  static void leaves_whenAnExceptionComes(CapioContext context, Path file) {
    CapioContext.Scope scope = context.open();
    step(file);
    scope.close();
  }
}
