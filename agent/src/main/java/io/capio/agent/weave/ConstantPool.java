package io.capio.agent.weave;

import io.capio.agent.weave.subclass.FileSubclass;
import io.capio.agent.weave.table.EntryPoints;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells from a class file's constant pool whether the class needs rewriting.
 *
 * <p>Every class of the program passes here, and most need nothing: the scan compares bytes in
 * place and creates strings only for members of an owner in the table.
 */
final class ConstantPool {

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;
  private static final int FIRST_ENTRY = 10;

  private final byte[] file;
  private final EntryPoints table;
  private final byte[][] owners;
  private final String[] ownerNames;
  private int[] offsets;
  private boolean namesArchives;
  private boolean namesApi;

  private ConstantPool(byte[] file, EntryPoints table, byte[][] owners, String[] ownerNames) {
    this.file = file;
    this.table = table;
    this.owners = owners;
    this.ownerNames = ownerNames;
  }

  /** Names that are reason enough: the API of CAPIO. */
  private static final String[] API = {ContextWeaver.ANNOTATION, ContextWeaver.CONTEXT};

  /** Whoever names one of these may open an archive by name. */
  private static final String[] ARCHIVES = {
    "java/util/zip/ZipFile",
    "java/util/jar/JarFile",
    "java/net/URLClassLoader",
    "java/lang/module/ModuleFinder",
    "java.util.zip.ZipFile",
    "java.util.jar.JarFile",
    "java.net.URLClassLoader",
    "java.lang.module.ModuleFinder",
  };

  /** Finds the classes that call the members of one table. */
  static final class Scanner {
    private final EntryPoints table;
    private final byte[][] owners;
    private final String[] ownerNames;

    Scanner(EntryPoints table) {
      this.table = table;
      String[] inTable = table.owners();
      this.ownerNames = Arrays.copyOf(inTable, inTable.length + ARCHIVES.length + API.length);
      System.arraycopy(ARCHIVES, 0, ownerNames, inTable.length, ARCHIVES.length);
      System.arraycopy(API, 0, ownerNames, inTable.length + ARCHIVES.length, API.length);
      this.owners = new byte[ownerNames.length][];
      for (int i = 0; i < ownerNames.length; i++) {
        owners[i] = ownerNames[i].getBytes(StandardCharsets.US_ASCII);
      }
    }

    ConstantPool scan(byte[] classFile) {
      return new ConstantPool(classFile, table, owners, ownerNames);
    }
  }

  /** Whether the class names a class of archives; known when {@link #needsWeaving} has answered. */
  boolean namesArchives() {
    return namesArchives;
  }

  /** Whether the class names CAPIO's API; known when {@link #needsWeaving} has answered. */
  boolean namesApi() {
    return namesApi;
  }

  /**
   * Returns whether the class names a member of the table or CAPIO's API, or extends {@link
   * java.io.File}.
   *
   * @throws ArrayIndexOutOfBoundsException if the class file is cut short
   */
  boolean needsWeaving() {
    int count = unsignedShort(8);
    offsets = new int[count];
    int firstOfApi = owners.length - API.length;
    int firstArchive = firstOfApi - ARCHIVES.length;
    boolean namesOwner = false;
    int at = FIRST_ENTRY;
    for (int i = 1; i < count; i++) {
      offsets[i] = at;
      int tag = file[at];
      if (tag == UTF8) {
        int owner = ownerAt(at);
        namesOwner |= owner >= 0;
        namesApi |= owner >= firstOfApi;
        if (owner >= firstArchive && owner < firstOfApi) {
          namesArchives = true;
        }
      }
      if (tag == LONG || tag == DOUBLE) {
        // These take two indexes.
        i++;
      }
      at += length(tag, at);
    }
    return namesApi || (namesOwner && (callsMember() || extendsFile(at)));
  }

  private int length(int tag, int at) {
    return switch (tag) {
      case UTF8 -> 3 + unsignedShort(at + 1);
      case LONG, DOUBLE -> 9;
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> 3;
      case METHOD_HANDLE -> 4;
      default -> 5;
    };
  }

  private boolean callsMember() {
    for (int i = 1; i < offsets.length; i++) {
      int at = offsets[i];
      if (at != 0 && (file[at] == METHOD || file[at] == INTERFACE_METHOD)) {
        int owner = ownerAt(nameOfClass(unsignedShort(at + 1)));
        if (owner >= 0 && isMember(ownerNames[owner], offsets[unsignedShort(at + 3)])) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMember(String owner, int nameAndType) {
    String name = text(offsets[unsignedShort(nameAndType + 1)]);
    String descriptor = text(offsets[unsignedShort(nameAndType + 3)]);
    return table.find(owner, name, descriptor) != null;
  }

  private boolean extendsFile(int end) {
    int superclass = unsignedShort(end + 4);
    if (superclass == 0) {
      return false;
    }
    int owner = ownerAt(nameOfClass(superclass));
    return owner >= 0 && ownerNames[owner].equals(FileSubclass.FILE);
  }

  private int nameOfClass(int index) {
    return offsets[unsignedShort(offsets[index] + 1)];
  }

  /** Returns the index of the owner that a Utf8 entry spells, or -1. */
  private int ownerAt(int utf8) {
    int length = unsignedShort(utf8 + 1);
    for (int i = 0; i < owners.length; i++) {
      if (owners[i].length == length && spells(utf8 + 3, owners[i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean spells(int at, byte[] name) {
    // From the end: the owners share their beginnings.
    for (int i = name.length - 1; i >= 0; i--) {
      if (file[at + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private String text(int utf8) {
    return new String(file, utf8 + 3, unsignedShort(utf8 + 1), StandardCharsets.ISO_8859_1);
  }

  private int unsignedShort(int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }
}
