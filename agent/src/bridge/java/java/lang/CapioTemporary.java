package java.lang;

/** The directory of temporary files, captured as the JDK does when it is first needed. */
final class CapioTemporary {

  static final String DIRECTORY = System.getProperty("java.io.tmpdir", "/tmp");

  private CapioTemporary() {}
}
