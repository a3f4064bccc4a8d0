package java.lang;

/**
 * Marks a program's subclass of {@link java.io.File} whose inherited methods have been given
 * overrides that ask the bridge: a call on such an object is left to the object.
 */
public interface CapioWovenFile {}
