package io.capio.agent.weave;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Reads the {@code Capio} annotation of a method as a scope's configuration. */
final class CapioAnnotation extends AnnotationVisitor {

  private final StringBuilder configuration = new StringBuilder();

  CapioAnnotation(AnnotationVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * Returns the options' keys and values in turn, between NULs; what is not written is not there.
   */
  String configuration() {
    return configuration.toString();
  }

  private void add(String key, String value) {
    if (configuration.length() > 0) {
      configuration.append('\0');
    }
    configuration.append(key).append('\0').append(value);
  }

  @Override
  public void visit(String name, Object value) {
    super.visit(name, value);
    add(option(name), value.toString());
  }

  /** The annotation has PyCAPIO's names. */
  private static String option(String element) {
    return switch (element) {
      case "dir" -> "capioDir";
      case "capioClConfigurationFile" -> "capioCl";
      default -> element;
    };
  }

  /** The element {@code options}: texts of the form {@code key=value}. */
  @Override
  public AnnotationVisitor visitArray(String name) {
    return new AnnotationVisitor(Opcodes.ASM9, super.visitArray(name)) {
      @Override
      public void visit(String none, Object value) {
        super.visit(none, value);
        String text = value.toString();
        int equals = text.indexOf('=');
        add(equals < 0 ? text : text.substring(0, equals), text.substring(equals + 1));
      }
    };
  }
}
