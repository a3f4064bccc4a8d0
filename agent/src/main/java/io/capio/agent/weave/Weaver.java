package io.capio.agent.weave;

import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.subclass.OwnStreams;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.CapioReflection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * The transformer that the JVM calls for every class it loads, on the loading thread.
 *
 * <p>It visits the program's classes and the few of {@link JdkCallers}; the agent's own classes
 * must call the JDK directly. A class that cannot be rewritten is reported and left as it is.
 */
public final class Weaver implements ClassFileTransformer {

  private static final String UNNAMED = "unnamed";

  private final EntryPoints table = EntryPoints.TABLE;
  private final EarlyFiles early = new EarlyFiles(table);
  private final ConstantPool.Scanner scanner = new ConstantPool.Scanner(table);
  private final ClassLoader own = Weaver.class.getClassLoader();
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
  private final String ownEntryClass;
  private final PrintStream errors;
  private final Path dump;

  /**
   * Creates the transformer.
   *
   * @param ownEntryClass the agent's class on the program's class path, which is never rewritten
   * @param errors where a class that could not be rewritten is named
   * @param dump a directory for the rewritten class files, or null
   */
  public Weaver(String ownEntryClass, PrintStream errors, Path dump) {
    this.ownEntryClass = ownEntryClass.replace('.', '/');
    this.errors = errors;
    this.dump = dump;
  }

  /**
   * Installs the transformer and rewrites the JDK's callers that are already loaded; the others
   * follow as they load.
   *
   * @param programRuns whether classes of the program may be loaded already and are to be rewritten
   */
  public void install(Instrumentation instrumentation, boolean programRuns)
      throws UnmodifiableClassException {
    if (programRuns) {
      findEarlyFiles(instrumentation);
    }
    instrumentation.addTransformer(this, true);
    CapioReflection.connect(new ReflectedMembers(table, this));
    List<Class<?>> callers = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      if (loader == null || loader == platform) {
        // The hidden classes of lambda expressions bear the name of the class they are in.
        if (JdkCallers.containsBinaryName(loaded.getName())
            && instrumentation.isModifiableClass(loaded)) {
          callers.add(loaded);
        }
      } else if (programRuns && instrumentation.isModifiableClass(loaded)) {
        retransform(instrumentation, loaded);
      }
    }
    instrumentation.retransformClasses(callers.toArray(new Class<?>[0]));
  }

  private void findEarlyFiles(Instrumentation instrumentation) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      if (loader == null || loader == platform || !EarlyFiles.isEarly(loaded)) {
        continue;
      }
      try {
        if (early.add(loaded)) {
          errors.println(
              "capio: "
                  .concat(loaded.getName())
                  .concat(" overrides methods of java.io.File and was loaded before the agent;")
                  .concat(" what it calls on its superclass bypasses CAPIO"));
        }
      } catch (LinkageError | RuntimeException e) {
        report(loaded.getName(), e);
      }
    }
  }

  /** One at a time: a class that another agent has left inconsistent must not stop the others. */
  private void retransform(Instrumentation instrumentation, Class<?> loaded) {
    if (loaded.getClassLoader() == own || loaded.getName().startsWith(ownEntryClass)) {
      return;
    }
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      report(loaded.getName(), e);
    }
  }

  private void report(String name, Throwable e) {
    errors.println(
        "capio: cannot rewrite "
            .concat(name.replace('/', '.'))
            .concat(": ")
            .concat(e.toString())
            .concat("; its file operations bypass CAPIO"));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    // A loader may define a class without saying its name.
    String known = name == null ? UNNAMED : name;
    EntryPoints rows = table(loader, known);
    if (rows == null) {
      return null;
    }
    try {
      byte[] woven = woven(loader, known, redefined, classFile, rows);
      if (woven != null && dump != null) {
        dump(known, woven);
      }
      return woven;
    } catch (Throwable e) {
      // The JVM would swallow it, and the class would use the disk without a word.
      report(known, e);
      return null;
    }
  }

  private byte[] woven(
      ClassLoader loader, String name, Class<?> redefined, byte[] classFile, EntryPoints rows) {
    if (loader == null && OwnStreams.isExtended(name)) {
      return OwnStreams.weave(classFile, table);
    }
    // A class that only calls methods of an early one names no owner of the table.
    if (rows == table && early.isEmpty() && !scanner.needsWeaving(classFile)) {
      return null;
    }
    return ClassWeaver.weave(classFile, rows, early, mayAddMembers(redefined));
  }

  /** What a class received when it was loaded it must receive again. */
  private static boolean mayAddMembers(Class<?> redefined) {
    return redefined == null
        || CapioWovenFile.class.isAssignableFrom(redefined)
        || OwnStreams.hasBridgeParent(redefined);
  }

  /** Returns what to rewrite in a class, or null if it is to call the JDK directly. */
  private EntryPoints table(ClassLoader loader, String name) {
    if (loader == null || loader == platform) {
      return JdkCallers.table(name);
    }
    return loader != own && !name.startsWith(ownEntryClass) ? table : null;
  }

  private void dump(String name, byte[] woven) throws IOException {
    Path file = dump.resolve(name.concat(".class"));
    Files.createDirectories(file.getParent());
    Files.write(file, woven);
  }
}
