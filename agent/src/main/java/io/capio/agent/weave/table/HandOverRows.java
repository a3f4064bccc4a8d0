package io.capio.agent.weave.table;

/**
 * The calls after which something else than this JVM's Java code opens files by name: another
 * program, or the JVM itself. In the form of the table's rows. Every start of a program goes
 * through the one call in ProcessBuilder, however the program came to it.
 */
final class HandOverRows {

  static final String ROWS =
      """
      java/lang/ProcessImpl STATIC java/lang/CapioHandOver
        start ([Ljava/lang/String;Ljava/util/Map;Ljava/lang/String;[Ljava/lang/ProcessBuilder$Redirect;Z)Ljava/lang/Process;
      java/lang/Runtime PRECEDED java/lang/CapioHandOver
        loadLibrary (Ljava/lang/String;)V
      java/lang/System PRECEDED java/lang/CapioHandOver
        loadLibrary (Ljava/lang/String;)V
      java/lang/foreign/SymbolLookup PRECEDED java/lang/CapioHandOver
        libraryLookup (Ljava/lang/String;Ljava/lang/foreign/Arena;)Ljava/lang/foreign/SymbolLookup;
        libraryLookup (Ljava/nio/file/Path;Ljava/lang/foreign/Arena;)Ljava/lang/foreign/SymbolLookup;
      java/lang/Runtime RENAMED java/lang/CapioHandOver
        load (Ljava/lang/String;)V
      java/lang/System RENAMED java/lang/CapioHandOver
        load (Ljava/lang/String;)V
      java/lang/module/ModuleFinder PRECEDED java/lang/CapioHandOver
        of ([Ljava/nio/file/Path;)Ljava/lang/module/ModuleFinder;
      java/lang/instrument/Instrumentation PRECEDED java/lang/CapioHandOver
        appendToBootstrapClassLoaderSearch (Ljava/util/jar/JarFile;)V
        appendToSystemClassLoaderSearch (Ljava/util/jar/JarFile;)V
      """;

  private HandOverRows() {}
}
