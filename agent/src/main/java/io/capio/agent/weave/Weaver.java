package io.capio.agent.weave;

import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.subclass.OwnStreams;
import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
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
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The transformer that the JVM calls for every class it loads, on the loading thread.
 *
 * <p>It visits the program's classes and the few of {@link JdkCallers}; the agent's own classes
 * must call the JDK directly. A class that cannot be rewritten is reported and left as it is.
 */
public final class Weaver implements ClassFileTransformer {

  private static final String UNNAMED = "unnamed";
  private static final int BATCH = 256;

  /**
   * A class that another thread was defining when the transformer was added has not met it, and is
   * loaded only when its superclass has been found: it is there when all others have been changed.
   */
  private static final int LOOKS = 2;

  /** The JDK loads it for the first {@code jar:} URL. */
  private static final String OF_JAR_URLS = "sun/net/www/protocol/jar/URLJarFile";

  private final EntryPoints table = EntryPoints.TABLE;
  private final EarlyFiles early = new EarlyFiles(table);
  private final ConstantPool.Scanner scanner = new ConstantPool.Scanner(table);
  private final ClassLoader own = Weaver.class.getClassLoader();
  private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
  private final String ownEntryClass;
  private final String ownBinaryName;
  private final PrintStream errors;
  private final Path dump;
  private final WovenClasses woven = new WovenClasses();

  /** Set when the agent is detached; what follows is written before. */
  private volatile boolean leaving;

  private boolean streamsRemain;
  private EntryPoints remaining;
  private ConstantPool.Scanner remainingScanner;

  /** Classes that were left rewritten when the agent was detached. */
  private final AtomicInteger still = new AtomicInteger();

  /** For archives and class loading. Written before the transformer is added. */
  private DeferredRewriting loaders;

  /** What a program's own streams extend. Written before the transformer is added. */
  private DeferredRewriting streams;

  /** Null if no class can have run before. Written before the transformer is added. */
  private OldCode oldCode;

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
    loaders = DeferredRewriting.ofLoaders(instrumentation, errors);
    streams = DeferredRewriting.ofStreams(instrumentation, errors);
    if (programRuns) {
      findEarlyFiles(instrumentation);
      oldCode = new OldCode(instrumentation, table, early, woven);
    }
    instrumentation.addTransformer(this, true);
    CapioReflection.connect(new ReflectedMembers(table, this));
    boolean opened = programRuns;
    Set<Class<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int look = 0; look < LOOKS; look++) {
      List<Class<?>> callers = new ArrayList<>();
      List<Class<?>> others = new ArrayList<>();
      for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
        if (!seen.add(loaded) || woven.contains(loaded)) {
          continue;
        }
        ClassLoader loader = loaded.getClassLoader();
        if (loader == null || loader == platform) {
          String name = loaded.getName().replace('.', '/');
          opened |= name.equals(OF_JAR_URLS);
          EntryPoints rows = JdkCallers.table(name);
          // The hidden classes of lambda expressions bear the name of the class they are in.
          if (rows == EntryPoints.LOADING) {
            loaders.add(loaded);
          } else if (rows != null && JdkCallers.isExtended(name)) {
            streams.add(loaded);
          } else if (rows != null && instrumentation.isModifiableClass(loaded)) {
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
      if (!callers.isEmpty()) {
        Retransformation.of(instrumentation, callers);
      }
    }
    loaders.complete(opened);
    streams.complete(false);
    return woven.changed();
  }

  /** Returns what tells which running methods would go on with their old code. */
  public Supplier<String> oldCode() {
    return oldCode;
  }

  /** To be called when the first of the program's own streams opens a file inside. */
  void rewriteStreams() {
    streams.rewrite();
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

  /**
   * Gives the rewritten classes their original code back; the bridge must have let go of the
   * directory. Subclasses of File and of streams keep theirs, because a loaded class cannot lose
   * methods or change its parent.
   *
   * @param filesOpen whether the program has files of CAPIO open: then what only the bridge can do
   *     with them, such as {@code RandomAccessFile.getChannel}, is still rewritten, also in classes
   *     that are loaded later
   * @return how many classes were restored, and how many still have rewritten calls
   */
  public int[] remove(Instrumentation instrumentation, boolean filesOpen) {
    List<Class<?>> restored = new ArrayList<>();
    int fixed = 0;
    for (Class<?> loaded : woven.loaded(instrumentation)) {
      if (isFixed(loaded)) {
        fixed++;
      } else {
        restored.add(loaded);
      }
    }
    remaining = filesOpen ? rowsOfOpenFiles() : null;
    remainingScanner = filesOpen ? new ConstantPool.Scanner(remaining) : null;
    streamsRemain = filesOpen || fixed > 0;
    still.set(0);
    leaving = true;
    CapioReflection.connect(null);
    retransform(instrumentation, restored);
    int kept = still.get() + fixed;
    if (kept == 0 && !filesOpen) {
      instrumentation.removeTransformer(this);
    }
    return new int[] {restored.size() - still.get(), kept};
  }

  private EntryPoints rowsOfOpenFiles() {
    StringBuilder text = new StringBuilder();
    for (EntryPoint row : table.rows()) {
      if (row.isOfOpenFile()) {
        text.append(row.text());
      }
    }
    return new EntryPoints(text.toString(), "");
  }

  /**
   * Many at a time, as each call stops the program; one at a time where that fails, as a class that
   * another agent has left inconsistent must not stop the others.
   */
  private void retransform(Instrumentation instrumentation, List<Class<?>> classes) {
    for (int from = 0; from < classes.size(); from += BATCH) {
      List<Class<?>> batch = classes.subList(from, Math.min(from + BATCH, classes.size()));
      try {
        Retransformation.of(instrumentation, batch);
      } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
        for (Class<?> one : batch) {
          retransform(instrumentation, one);
        }
      }
    }
  }

  private void retransform(Instrumentation instrumentation, Class<?> loaded) {
    try {
      Retransformation.of(instrumentation, loaded);
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
    OldCode reader = oldCode;
    if (reader != null) {
      reader.see(redefined, classFile);
    }
    // A loader may define a class without saying its name.
    String known = name == null ? UNNAMED : name;
    EntryPoints rows = table(loader, known);
    if (rows == null && !known.equals(OF_JAR_URLS)) {
      return null;
    }
    try {
      byte[] changed = woven(loader, known, redefined, classFile, rows);
      if (changed == null) {
        return null;
      }
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

  private byte[] woven(
      ClassLoader loader, String name, Class<?> redefined, byte[] classFile, EntryPoints rows) {
    if (rows == null) {
      if (!leaving) {
        loaders.rewrite();
      }
      return null;
    }
    if (loader == null && JdkCallers.isExtended(name)) {
      return leaving && !streamsRemain ? null : OwnStreams.weave(classFile, table);
    }
    boolean fixed = redefined != null && isFixed(redefined);
    if (leaving && !fixed) {
      ConstantPool pool = remaining == null ? null : remainingScanner.scan(classFile);
      return pool == null || !pool.needsWeaving()
          ? null
          : ClassWeaver.weave(
              classFile, remaining, new EarlyFiles(remaining), false, pool.namesApi());
    }
    boolean namesApi = false;
    if (rows == table) {
      ConstantPool pool = scanner.scan(classFile);
      boolean needed = pool.needsWeaving();
      if (pool.namesArchives()) {
        loaders.rewrite();
      }
      namesApi = pool.namesApi();
      // A class that only calls methods of an early one names no owner of the table.
      if (!needed && early.isEmpty()) {
        return null;
      }
    }
    return ClassWeaver.weave(classFile, rows, early, redefined == null || fixed, namesApi);
  }

  /** What a class received when it was loaded, a method or a parent, it can never lose. */
  private static boolean isFixed(Class<?> loaded) {
    return CapioWovenFile.class.isAssignableFrom(loaded) || OwnStreams.hasBridgeParent(loaded);
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
