package io.capio.agent.weave.table;

/**
 * One constructor or method of the JDK that reaches a file, and the bridge method in its place.
 *
 * @param owner internal name of the JDK's class
 * @param name the member's name, {@code <init>} for a constructor
 * @param descriptor the member's descriptor
 * @param kind how a call is turned into a static one
 * @param bridge internal name of the bridge class
 */
public record EntryPoint(String owner, String name, String descriptor, Kind kind, String bridge) {

  /** How a call of the JDK becomes a call of the bridge. */
  public enum Kind {
    /** A static method: same name, same descriptor. */
    STATIC,
    /** An instance method, final or not: same name, the receiver becomes the first parameter. */
    INSTANCE,
    /** A constructor: {@code newX} returns the object. */
    CONSTRUCTOR,
    /** Something else is going to open files: the call stays, and the bridge is told before. */
    PRECEDED,
    /**
     * As PRECEDED, and the call's last argument, a file's name, becomes what the bridge returns.
     */
    RENAMED,
    /** A call by reflection: it stays, with operands that a method of the same name returns. */
    REFLECTIVE
  }

  /** Returns the name of the bridge method. */
  public String bridgeName() {
    return kind == Kind.CONSTRUCTOR
        ? "new".concat(owner.substring(owner.lastIndexOf('/') + 1))
        : name;
  }

  /** Whether the call stays as it is, wherever else the bridge is called. */
  public boolean stays() {
    return kind == Kind.REFLECTIVE || kind == Kind.PRECEDED || kind == Kind.RENAMED;
  }

  /** Returns the descriptor of the bridge method. */
  public String bridgeDescriptor() {
    if (kind == Kind.INSTANCE) {
      return "(L".concat(owner).concat(";").concat(descriptor.substring(1));
    }
    if (kind == Kind.CONSTRUCTOR) {
      String parameters = descriptor.substring(0, descriptor.length() - 1);
      return parameters.concat("L").concat(owner).concat(";");
    }
    return descriptor;
  }

  /**
   * Whether it concerns what a program has open, and opens nothing: methods of streams that a
   * subclass cannot answer, transfers between channels, and file descriptors.
   */
  public boolean isOfOpenFile() {
    if (kind == Kind.INSTANCE) {
      return bridge.equals("java/lang/CapioStreams") || bridge.equals("java/lang/CapioChannels");
    }
    return descriptor.startsWith("(Ljava/io/FileDescriptor;");
  }

  /** Returns the row as a table has it. */
  public String text() {
    String heading = owner.concat(" ").concat(kind.name()).concat(" ").concat(bridge);
    return heading.concat("\n  ").concat(name).concat(" ").concat(descriptor).concat("\n");
  }
}
