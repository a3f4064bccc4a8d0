package java.lang;

/**
 * The CAPIO directory in its spellings, and the decision whether a path text names it or something
 * below it.
 *
 * <p>The decision is lexical and does no I/O: it is asked for every file operation of the program.
 * Immutable.
 */
public final class CapioDirectory {

  private final String userDir;

  /** Absolute, normalised, without a trailing slash; the root directory is the empty string. */
  private final String[] roots;

  /** Per root, what leads there from the working directory; null where nothing does. */
  private final String[] relativeRoots;

  private final boolean userDirInside;

  /**
   * Creates the decision for one directory.
   *
   * @param userDir the working directory against which the JDK resolves relative names
   * @param lexical what the user gave, absolute or relative to {@code userDir}
   * @param real the real path of the same directory
   */
  public CapioDirectory(String userDir, String lexical, String real) {
    this.userDir = normalise("", userDir);
    String first = normalise(this.userDir, lexical);
    String second = normalise(this.userDir, real);
    this.roots = first.equals(second) ? new String[] {first} : new String[] {first, second};
    this.relativeRoots = new String[roots.length];
    boolean inside = false;
    for (int i = 0; i < roots.length; i++) {
      inside |= below(this.userDir, roots[i]);
      if (below(roots[i], this.userDir) && roots[i].length() > this.userDir.length()) {
        relativeRoots[i] = roots[i].substring(this.userDir.length() + 1);
      }
    }
    this.userDirInside = inside;
  }

  /**
   * Tells whether a path text means the directory or something below it. Null, empty and texts with
   * a NUL are outside, so that the JDK answers them as it always does.
   */
  public boolean contains(String path) {
    if (path == null || path.isEmpty()) {
      return false;
    }
    boolean absolute = path.charAt(0) == '/';
    if (path.indexOf("/.") >= 0
        || path.indexOf("//") >= 0
        || (!absolute && path.charAt(0) == '.')) {
      return belowAny(normalise(userDir, path), roots) && path.indexOf('\0') < 0;
    }
    boolean inside =
        absolute ? belowAny(path, roots) : userDirInside || belowAny(path, relativeRoots);
    return inside && path.indexOf('\0') < 0;
  }

  /** Tells whether a path text means the directory itself. */
  public boolean isNamedBy(String path) {
    if (!contains(path)) {
      return false;
    }
    String normal = normalise(userDir, path);
    for (int i = 0; i < roots.length; i++) {
      if (normal.equals(roots[i])) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the directory lies below what a path text means. */
  public boolean liesBelow(String path) {
    String above = normalise(userDir, path);
    for (int i = 0; i < roots.length; i++) {
      if (below(roots[i], above) && roots[i].length() > above.length()) {
        return path.indexOf('\0') < 0;
      }
    }
    return false;
  }

  private static boolean belowAny(String path, String[] directories) {
    for (int i = 0; i < directories.length; i++) {
      if (directories[i] != null && below(path, directories[i])) {
        return true;
      }
    }
    return false;
  }

  /** Whole elements count: {@code /data2} is not below {@code /data}. */
  private static boolean below(String path, String directory) {
    int end = directory.length();
    return path.startsWith(directory) && (path.length() == end || path.charAt(end) == '/');
  }

  /** Resolves against a normalised base and removes {@code .}, {@code ..} and repeated slashes. */
  private static String normalise(String base, String path) {
    StringBuilder result = new StringBuilder(base.length() + path.length() + 1);
    if (path.isEmpty() || path.charAt(0) != '/') {
      result.append(base);
    }
    int start = 0;
    while (start < path.length()) {
      int end = path.indexOf('/', start);
      end = end < 0 ? path.length() : end;
      int length = end - start;
      if (length == 2 && path.startsWith("..", start)) {
        result.setLength(Math.max(0, result.lastIndexOf("/")));
      } else if (length > 0 && !(length == 1 && path.charAt(start) == '.')) {
        result.append('/').append(path, start, end);
      }
      start = end + 1;
    }
    return result.toString();
  }
}
