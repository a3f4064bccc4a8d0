package io.capio.agent.weave;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The transformer that the JVM calls for every class it loads, on the loading thread.
 *
 * <p>It visits the program's classes and the few of {@link JdkCallers}; the agent's own classes
 * must call the JDK directly. A class that cannot be rewritten is reported and left as it is.
 */
public final class Weaver implements ClassFileTransformer {

  private static final String UNNAMED = "unnamed";
  private static final int BATCH = 256;

  private final EntryPoints table = EntryPoints.TABLE;
  private final ConstantPool.Scanner scanner = new ConstantPool.Scanner(table);
  private final ClassLoader own = Weaver.class.getClassLoader();
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
  private final String ownEntryClass;
  private final String ownBinaryName;
  private final PrintStream errors;
  private final Path dump;
  private final WovenClasses woven = new WovenClasses();

  /** Set when the agent is detached; the two before it are written before. */
  private volatile boolean leaving;

  private EntryPoints remaining;
  private ConstantPool.Scanner remainingScanner;

  /** Classes that were left rewritten when the agent was detached. */
  private final AtomicInteger still = new AtomicInteger();

  /**
   * Creates the transformer.
   *
   * @param ownEntryClass the agent's class on the program's class path, which is never rewritten
   * @param errors where a class that could not be rewritten is named
   * @param dump a directory for the rewritten class files, or null
   */
  public Weaver(String ownEntryClass, PrintStream errors, Path dump) {
    this.ownEntryClass = ownEntryClass.replace('.', '/');
    this.ownBinaryName = ownEntryClass;
    this.errors = errors;
    this.dump = dump;
  }

  /**
   * Installs the transformer and rewrites the JDK's callers that are already loaded; the others
   * follow as they load.
   *
   * @param programRuns whether classes of the program may be loaded already and are to be rewritten
   * @return how many classes were changed after they had been loaded
   */
  public int install(Instrumentation instrumentation, boolean programRuns)
      throws UnmodifiableClassException {
    instrumentation.addTransformer(this, true);
    List<Class<?>> callers = new ArrayList<>();
    List<Class<?>> others = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      if (loader == null || loader == platform) {
        // The hidden classes of lambda expressions bear the name of the class they are in.
        if (JdkCallers.containsBinaryName(loaded.getName())
            && instrumentation.isModifiableClass(loaded)) {
          callers.add(loaded);
        }
      } else if (programRuns
          && loader != own
          && !loaded.getName().startsWith(ownBinaryName)
          && instrumentation.isModifiableClass(loaded)) {
        others.add(loaded);
      }
    }
    retransform(instrumentation, others);
    instrumentation.retransformClasses(callers.toArray(new Class<?>[0]));
    return woven.changed();
  }

  /**
   * Gives the rewritten classes their original code back; the bridge must have let go of the
   * directory. Subclasses of File keep theirs, because a loaded class cannot lose methods.
   *
   * @param filesOpen whether the program has files of CAPIO open: then what only the bridge can do
   *     with them, such as {@code RandomAccessFile.getChannel}, is still rewritten, also in classes
   *     that are loaded later
   * @return how many classes were restored, and how many still have rewritten calls
   */
  public int[] remove(Instrumentation instrumentation, boolean filesOpen) {
    remaining = filesOpen ? EntryPoints.ofOpenFiles() : null;
    remainingScanner = filesOpen ? new ConstantPool.Scanner(remaining) : null;
    still.set(0);
    leaving = true;
    List<Class<?>> restored = new ArrayList<>();
    int fixed = 0;
    for (Class<?> loaded : woven.loaded(instrumentation)) {
      if (CapioWovenFile.class.isAssignableFrom(loaded)) {
        fixed++;
      } else {
        restored.add(loaded);
      }
    }
    retransform(instrumentation, restored);
    int kept = still.get() + fixed;
    if (kept == 0 && !filesOpen) {
      instrumentation.removeTransformer(this);
    }
    return new int[] {restored.size() - still.get(), kept};
  }

  /**
   * Many at a time, as each call stops the program; one at a time where that fails, as a class that
   * another agent has left inconsistent must not stop the others.
   */
  private void retransform(Instrumentation instrumentation, List<Class<?>> classes) {
    for (int from = 0; from < classes.size(); from += BATCH) {
      List<Class<?>> batch = classes.subList(from, Math.min(from + BATCH, classes.size()));
      try {
        instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
      } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
        for (Class<?> one : batch) {
          retransform(instrumentation, one);
        }
      }
    }
  }

  private void retransform(Instrumentation instrumentation, Class<?> loaded) {
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
      boolean fixed = redefined != null && CapioWovenFile.class.isAssignableFrom(redefined);
      ConstantPool.Scanner relevant = rows == table ? scanner : null;
      if (leaving && !fixed) {
        rows = remaining;
        relevant = remainingScanner;
      }
      if (rows == null || (relevant != null && !relevant.needsWeaving(classFile))) {
        return null;
      }
      // A class that received members when it was loaded must receive them again.
      boolean mayAddMembers = fixed || (redefined == null && !leaving);
      byte[] changed = ClassWeaver.weave(classFile, rows, mayAddMembers);
      if (dump != null) {
        dump(known, changed);
      }
      if (leaving) {
        still.incrementAndGet();
      } else if (name != null) {
        woven.add(loader, name, redefined != null);
      }
      return changed;
    } catch (Throwable e) {
      // The JVM would swallow it, and the class would use the disk without a word.
      report(known, e);
      return null;
    }
  }

  /** Returns what to rewrite in a class, or null if it is to call the JDK directly. */
  private EntryPoints table(ClassLoader loader, String name) {
    if (loader == null || loader == platform) {
      return JdkCallers.table(name);
    }
    return loader != own && !name.startsWith(ownEntryClass) ? table : null;
  }

  private void dump(String name, byte[] changed) throws IOException {
    Path file = dump.resolve(name.concat(".class"));
    Files.createDirectories(file.getParent());
    Files.write(file, changed);
  }
}
