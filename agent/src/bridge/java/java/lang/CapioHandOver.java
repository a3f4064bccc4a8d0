package java.lang;

/** Called before something else than Java code is going to open files by name. */
public final class CapioHandOver {

  private CapioHandOver() {}

  /** What has been written and closed is on the disk afterwards, for programs and for the JVM. */
  public static void toDisk() {
    CapioTarget target = CapioBridge.target();
    if (target != null) {
      target.persist();
    }
  }

  /**
   * Returns the name under which the JVM finds a native library, whose file may be the program's
   * own work; the given one if it is on the disk or nowhere.
   */
  public static String load(String library) {
    CapioTarget target = CapioBridge.targetOf(library);
    return target == null || library.charAt(0) != '/' ? library : target.library(library);
  }
}
