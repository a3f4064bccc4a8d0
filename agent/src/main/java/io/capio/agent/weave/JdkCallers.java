package io.capio.agent.weave;

import io.capio.agent.weave.table.EntryPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JDK's own classes that open files by name for a caller, with all classes nested in them: they
 * are rewritten like the program's classes, so that {@code new FileReader(file)} and its subclasses
 * need no row of their own.
 *
 * <p>Only classes of the boot and the platform loader are listed; what the application loader loads
 * is rewritten anyway. A test compares the list with a scan of the running JDK. Immutable.
 */
final class JdkCallers {

  private static final String NAMES =
      """
      java/io/FileReader
      java/io/FileWriter
      java/io/PrintStream
      java/io/PrintWriter
      java/lang/ProcessBuilder
      java/lang/classfile/ClassFile
      java/security/KeyStore
      java/util/Formatter
      java/util/Scanner
      jdk/internal/jmod/JmodFile
      jdk/internal/module/ModulePath
      jdk/internal/vm/ThreadDumper
      sun/net/www/protocol/file/FileURLConnection
      sun/security/provider/DomainKeyStore
      com/sun/management/internal/HotSpotDiagnostic
      javax/management/modelmbean/RequiredModelMBean
      java/util/logging/FileHandler
      java/util/logging/LogManager
      jdk/internal/net/http/RequestPublishers
      jdk/internal/net/http/ResponseBodyHandlers
      jdk/internal/net/http/ResponseSubscribers
      sun/net/httpserver/simpleserver/FileServerHandler
      sun/net/httpserver/simpleserver/SimpleFileServerImpl
      jdk/dynalink/linker/support/Lookup
      jdk/nio/zipfs/ZipFileStore
      jdk/nio/zipfs/ZipFileSystem
      jdk/nio/zipfs/ZipFileSystemProvider
      jdk/nio/zipfs/ZipPath
      com/sun/org/apache/xalan/internal/xsltc/compiler/Parser
      com/sun/org/apache/xalan/internal/xsltc/compiler/XSLTC
      com/sun/org/apache/xalan/internal/xsltc/dom/DocumentCache
      com/sun/org/apache/xalan/internal/xsltc/runtime/AbstractTranslet
      com/sun/org/apache/xalan/internal/xsltc/trax/TransformerFactoryImpl
      com/sun/org/apache/xalan/internal/xsltc/trax/TransformerImpl
      com/sun/org/apache/xerces/internal/impl/XMLEntityManager
      com/sun/org/apache/xerces/internal/impl/xs/XMLSchemaLoader
      com/sun/org/apache/xml/internal/serializer/dom3/LSSerializerImpl
      com/sun/xml/internal/stream/writers/XMLStreamWriterImpl
      javax/xml/catalog/Util
      javax/xml/parsers/DocumentBuilder
      javax/xml/parsers/SAXParser
      javax/xml/transform/stream/StreamResult
      javax/xml/transform/stream/StreamSource
      com/sun/org/apache/xml/internal/security/utils/JavaUtils
      com/sun/org/apache/xml/internal/security/utils/XMLUtils
      com/sun/org/apache/xml/internal/security/utils/resolver/implementations/ResolverAnonymous
      com/sun/org/apache/xml/internal/security/utils/resolver/implementations/ResolverLocalFilesystem
      com/sun/media/sound/AiffFileWriter
      com/sun/media/sound/AuFileWriter
      com/sun/media/sound/AudioFileSoundbankReader
      com/sun/media/sound/DLSSoundbank
      com/sun/media/sound/JARSoundbankReader
      com/sun/media/sound/JavaSoundAudioClip
      com/sun/media/sound/ModelByteBuffer
      com/sun/media/sound/RIFFWriter
      com/sun/media/sound/SF2Soundbank
      com/sun/media/sound/StandardMidiFileReader
      com/sun/media/sound/StandardMidiFileWriter
      com/sun/media/sound/SunFileReader
      com/sun/media/sound/WaveFileWriter
      java/awt/Font
      java/awt/color/ICC_Profile
      javax/imageio/ImageIO
      javax/imageio/stream/FileCacheImageInputStream
      javax/imageio/stream/FileCacheImageOutputStream
      javax/imageio/stream/FileImageInputStream
      javax/imageio/stream/FileImageOutputStream
      sun/awt/SunToolkit
      sun/awt/image/FileImageSource
      sun/font/CreatedFontTracker
      sun/font/FileFont
      sun/font/TrueTypeFont
      sun/font/Type1Font
      """;

  /**
   * Through these the JVM itself loads classes: they have a table of their own, whose bridge leaves
   * the class path on the disk. They are loaded at every start, so the nested ones are named.
   */
  private static final String LOADING =
      """
      java/util/zip/ZipFile$Source
      jdk/internal/loader/FileURLMapper
      jdk/internal/loader/URLClassPath$FileLoader
      jdk/internal/loader/URLClassPath$FileLoader$1
      jdk/internal/module/ModuleReferences$ExplodedModuleReader
      jdk/internal/module/Resources
      """;

  /** What a program's own streams extend: their final methods must ask the bridge. */
  private static final String STREAMS =
      """
      java/io/FileInputStream
      java/io/FileOutputStream
      java/io/RandomAccessFile
      """;

  /** One map, because at start every loaded class of the JDK is looked up in it. */
  private static final Map<String, EntryPoints> ROWS = new HashMap<>();

  private static final Set<String> EXTENDED = new HashSet<>();

  static {
    for (String name : names(NAMES)) {
      ROWS.put(name, EntryPoints.TABLE);
    }
    for (String name : names(LOADING)) {
      ROWS.put(name, EntryPoints.LOADING);
    }
    for (String name : names(STREAMS)) {
      ROWS.put(name, EntryPoints.TABLE);
      EXTENDED.add(name);
    }
  }

  private JdkCallers() {}

  private static List<String> names(String lines) {
    List<String> names = new ArrayList<>();
    int start = 0;
    while (start < lines.length()) {
      int end = lines.indexOf('\n', start);
      names.add(lines.substring(start, end));
      start = end + 1;
    }
    return names;
  }

  /** Whether it is one of the JDK's streams whose final methods must ask the bridge. */
  static boolean isExtended(String internalName) {
    return EXTENDED.contains(internalName);
  }

  /**
   * Returns what to rewrite in a class of the JDK, given by internal name, or null; also of those
   * whose final methods must ask.
   */
  static EntryPoints table(String internalName) {
    EntryPoints rows = ROWS.get(internalName);
    if (rows != null) {
      return rows;
    }
    int nested = internalName.indexOf('$');
    if (nested < 0) {
      return null;
    }
    String outer = internalName.substring(0, nested);
    EntryPoints ofOuter = ROWS.get(outer);
    return ofOuter == EntryPoints.TABLE && !isExtended(outer) ? ofOuter : null;
  }

  /** Returns the internal names of all listed classes, without those nested in them. */
  static Set<String> all() {
    Set<String> all = new HashSet<>(names(NAMES));
    for (String name : names(LOADING)) {
      int nested = name.indexOf('$');
      all.add(nested < 0 ? name : name.substring(0, nested));
    }
    return all;
  }
}
