package io.capio.agent;

import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The agent's entry, and all of it that the program's class path shows.
 *
 * <p>Everything else lies below {@code isolated/} in the same jar and is loaded by a loader of its
 * own, so that no library in it can clash with the program's.
 */
public final class CapioAgent {

  private static final int SOFTWARE_ERROR = 70;
  private static final int USAGE_ERROR = 64;

  private static Consumer<Object[]> agent;

  private CapioAgent() {}

  /** Called by the JVM before the program's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    String options = System.getenv("JAVA_TOOL_OPTIONS");
    boolean everyJvm = options != null && options.contains("-javaagent:");
    if (!everyJvm || !isTool(System.getProperties())) {
      start(arguments, instrumentation, false);
    }
  }

  /**
   * Whether this JVM runs a tool of the JDK, or CAPIO's launcher or server, which meet the agent
   * only because the environment gives it to every JVM.
   *
   * @param properties the JVM's system properties
   */
  static boolean isTool(Properties properties) {
    String module = properties.getProperty("jdk.module.main");
    if (module != null && (module.startsWith("jdk.") || module.startsWith("java."))) {
      String mainClass = properties.getProperty("jdk.module.main.class");
      // java Program.java is a program, although it runs in the compiler's module
      return mainClass == null || !mainClass.startsWith("com.sun.tools.javac.launcher.");
    }
    String command = properties.getProperty("sun.java.command");
    String classPath = properties.getProperty("java.class.path");
    return command != null
        && (command.startsWith("io.capio.launcher.Main")
            || command.startsWith("io.capio.server.Main")
            || command.startsWith("io.capio.agent.CapioAgent")
            || (classPath != null && classPath.endsWith("capio-run.jar")));
  }

  /** Called by the JVM when the agent is attached to a running program. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, true);
  }

  /**
   * Runs the embedded server: {@code server ARGS}; attaches to another JVM, for one that wants it:
   * {@code attach PID ARGUMENTS}; or prints the version: {@code --version}.
   *
   * @throws Exception if the server cannot be loaded
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("server")) {
      IsolatedLoader loader = new IsolatedLoader(ownJar());
      Thread.currentThread().setContextClassLoader(loader);
      loader
          .loadClass("io.capio.server.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } else if (arguments.length == 3 && arguments[0].equals("attach")) {
      System.exit(Attachment.run(arguments[1], ownJar(), arguments[2]));
    } else if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println(CapioAgent.class.getPackage().getImplementationVersion());
    } else {
      System.err.println(
          "usage: java -javaagent:capio-agent.jar[=key=value,...] ..."
              + " | java -cp capio-agent.jar io.capio.agent.CapioAgent server ARGS..."
              + " | attach PID ARGUMENTS"
              + " | --version");
      System.exit(USAGE_ERROR);
    }
  }

  private static void start(String arguments, Instrumentation instrumentation, boolean attached) {
    try {
      File jar = ownJar();
      agent(jar).accept(new Object[] {arguments, instrumentation, attached, jar});
    } catch (Exception | LinkageError e) {
      // AgentStart reports its own failures; this one means that it could not run at all.
      System.err.println("capio: the agent cannot be loaded: " + e);
      if (!attached) {
        Runtime.getRuntime().halt(SOFTWARE_ERROR);
      }
    }
  }

  /** Returns the agent of this JVM: later calls reach the one that the first has made. */
  private static synchronized Consumer<Object[]> agent(File jar)
      throws IOException, ReflectiveOperationException {
    if (agent == null) {
      // Through an interface: calling a method of several parameters by reflection would make
      // newer JDKs write byte code for it, for a fifth of the whole start.
      @SuppressWarnings("unchecked")
      Consumer<Object[]> made =
          (Consumer<Object[]>)
              new IsolatedLoader(jar)
                  .loadClass("io.capio.agent.AgentStart")
                  .getConstructor()
                  .newInstance();
      agent = made;
    }
    return agent;
  }

  private static File ownJar() throws URISyntaxException {
    URL location = CapioAgent.class.getProtectionDomain().getCodeSource().getLocation();
    return new File(location.toURI());
  }

  /** The only part that needs the module jdk.attach. */
  private static final class Attachment {

    private static final int REFUSED = 77;

    /** Returns an exit status; says on standard output why it is not 0. */
    static int run(String pid, File jar, String arguments) {
      try {
        VirtualMachine jvm = VirtualMachine.attach(pid);
        try {
          jvm.loadAgent(jar.getPath(), arguments);
        } finally {
          jvm.detach();
        }
        return 0;
      } catch (NoClassDefFoundError e) {
        System.out.println("the JDK " + System.getProperty("java.home") + " lacks jdk.attach");
      } catch (Exception e) {
        System.out.println(e);
      }
      return REFUSED;
    }
  }

  /** Loads classes and resources from below one directory of the jar. */
  private static final class IsolatedLoader extends ClassLoader {

    private static final String PREFIX = "isolated/";

    static {
      registerAsParallelCapable();
    }

    private final JarFile jar;
    private final URLStreamHandler entries = new Entries();

    IsolatedLoader(File file) throws IOException {
      super("capio", getPlatformClassLoader());
      this.jar = new JarFile(file, false);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String path = PREFIX.concat(name.replace('.', '/')).concat(".class");
      ZipEntry entry = jar.getEntry(path);
      if (entry == null) {
        throw new ClassNotFoundException(name);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        byte[] classFile = in.readAllBytes();
        return defineClass(name, classFile, 0, classFile.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    @SuppressWarnings("deprecation") // A URL with a handler of its own has no other constructor.
    protected URL findResource(String name) {
      if (jar.getEntry(PREFIX.concat(name)) == null) {
        return null;
      }
      try {
        return new URL("capio", null, -1, name, entries);
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(name, e);
      }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
      URL found = findResource(name);
      return found == null
          ? Collections.emptyEnumeration()
          : Collections.enumeration(Collections.singleton(found));
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      ZipEntry entry = jar.getEntry(PREFIX.concat(name));
      if (entry == null) {
        return super.getResourceAsStream(name);
      }
      try {
        return jar.getInputStream(entry);
      } catch (IOException e) {
        return null;
      }
    }

    /**
     * Opens what {@link #findResource} has found. The JDK's handler would do, but a program may
     * choose another one for all its URLs as long as nobody has asked for the JDK's.
     */
    private final class Entries extends URLStreamHandler {
      @Override
      protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
          @Override
          public void connect() {}

          @Override
          public InputStream getInputStream() throws IOException {
            return jar.getInputStream(jar.getEntry(PREFIX.concat(url.getFile())));
          }
        };
      }
    }
  }
}
