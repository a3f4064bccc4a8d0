package io.capio.agent.weave;

import io.capio.agent.weave.subclass.EarlyFiles;
import io.capio.agent.weave.subclass.FileSubclass;
import io.capio.agent.weave.subclass.OwnStreams;
import io.capio.agent.weave.table.EntryPoint;
import io.capio.agent.weave.table.EntryPoints;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Rewrites one class. */
final class ClassWeaver extends ClassVisitor {

  private static final int MAJOR_VERSION = 6;

  /** The newest format that the byte-code library reads. */
  private static final int NEWEST = Opcodes.V26;

  private final EntryPoints table;
  private final EarlyFiles early;
  private final Handles handles;
  private final boolean mayAddMembers;
  private final boolean namesApi;
  private final Set<String> declared = new HashSet<>();
  private String ownName;
  private String superName;
  private int version;
  private String bridgeParent;
  private FileSubclass fileSubclass;

  private ClassWeaver(
      ClassWriter writer,
      EntryPoints table,
      EarlyFiles early,
      boolean mayAddMembers,
      boolean namesApi) {
    super(Opcodes.ASM9, writer);
    this.table = table;
    this.early = early;
    this.handles = new Handles(table);
    this.mayAddMembers = mayAddMembers;
    this.namesApi = namesApi;
  }

  /**
   * Returns the class file rewritten.
   *
   * @param classFile a class file of any version; one newer than the byte-code library is read as
   *     the newest it knows, which holds as long as the format only grows
   * @param mayAddMembers whether methods may be added and the superclass be replaced: false for a
   *     class that is already loaded without
   * @param namesApi whether the class may use CAPIO's API
   */
  static byte[] weave(
      byte[] classFile,
      EntryPoints table,
      EarlyFiles early,
      boolean mayAddMembers,
      boolean namesApi) {
    ClassReader reader = new ClassReader(readable(classFile));
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new ClassWeaver(writer, table, early, mayAddMembers, namesApi), 0);
    byte[] woven = writer.toByteArray();
    setMajor(woven, major(classFile));
    return woven;
  }

  /** Returns the class file in a version that the byte-code library reads. */
  static byte[] readable(byte[] classFile) {
    if (major(classFile) <= NEWEST) {
      return classFile;
    }
    byte[] readable = classFile.clone();
    setMajor(readable, NEWEST);
    return readable;
  }

  private static int major(byte[] classFile) {
    return (classFile[MAJOR_VERSION] & 0xff) << 8 | (classFile[MAJOR_VERSION + 1] & 0xff);
  }

  private static void setMajor(byte[] classFile, int major) {
    classFile[MAJOR_VERSION] = (byte) (major >> 8);
    classFile[MAJOR_VERSION + 1] = (byte) major;
  }

  EntryPoints table() {
    return table;
  }

  /** Returns the row for a member that is called on an object, or null. */
  EntryPoint find(String owner, String name, String descriptor) {
    EntryPoint found = table.find(owner, name, descriptor);
    return found == null ? early.find(owner, name, descriptor) : found;
  }

  Handles handles() {
    return handles;
  }

  String superName() {
    return superName;
  }

  /** Returns the class of the bridge that this one extends in place of the JDK's, or null. */
  String bridgeParent() {
    return bridgeParent;
  }

  /** Returns the overrides being added, or null if the class does not directly extend File. */
  FileSubclass fileSubclass() {
    return fileSubclass;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.version = version;
    ownName = name;
    superName = parent;
    String[] implemented = interfaces;
    if (mayAddMembers && FileSubclass.FILE.equals(parent) && !FileSubclass.isMarked(interfaces)) {
      fileSubclass = new FileSubclass(cv, table, name, version & 0xffff);
      implemented = FileSubclass.marked(interfaces);
    }
    bridgeParent = mayAddMembers ? OwnStreams.parent(parent) : null;
    String extended = bridgeParent == null ? parent : bridgeParent;
    super.visit(version, access, name, signature, extended, implemented);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    declared.add(name.concat(descriptor));
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    MethodVisitor files = new MethodWeaver(next, this, name);
    return namesApi ? ContextWeaver.around(files, ownName, superName, name, version) : files;
  }

  @Override
  public void visitEnd() {
    if (fileSubclass != null) {
      fileSubclass.addOverrides(declared);
    }
    super.visitEnd();
  }
}
