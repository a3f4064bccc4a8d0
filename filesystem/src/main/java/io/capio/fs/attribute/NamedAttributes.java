package io.capio.fs.attribute;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The string form of attributes: {@code "size"}, {@code "posix:*"}, {@code "unix:mode,ino"}.
 * Stateless.
 */
public final class NamedAttributes {
  /** What is not on the disk has one name. */
  private static final int LINKS = 1;

  private static final int TYPE_DIRECTORY = 0040000;
  private static final int TYPE_REGULAR = 0100000;

  private NamedAttributes() {}

  private interface Reader {
    Object of(CapioFileAttributes attributes);
  }

  private static final Map<String, Map<String, Reader>> VIEWS = views();

  private static Map<String, Map<String, Reader>> views() {
    Map<String, Reader> basic = new LinkedHashMap<>();
    basic.put("lastModifiedTime", CapioFileAttributes::lastModifiedTime);
    basic.put("lastAccessTime", CapioFileAttributes::lastAccessTime);
    basic.put("creationTime", CapioFileAttributes::creationTime);
    basic.put("size", CapioFileAttributes::size);
    basic.put("isRegularFile", CapioFileAttributes::isRegularFile);
    basic.put("isDirectory", CapioFileAttributes::isDirectory);
    basic.put("isSymbolicLink", CapioFileAttributes::isSymbolicLink);
    basic.put("isOther", CapioFileAttributes::isOther);
    basic.put("fileKey", CapioFileAttributes::fileKey);
    Map<String, Reader> posix = new LinkedHashMap<>(basic);
    posix.put("permissions", CapioFileAttributes::permissions);
    posix.put("owner", CapioFileAttributes::owner);
    posix.put("group", CapioFileAttributes::group);
    Map<String, Reader> dos = new LinkedHashMap<>(basic);
    dos.put("readonly", CapioFileAttributes::isReadOnly);
    dos.put("hidden", CapioFileAttributes::isHidden);
    dos.put("system", CapioFileAttributes::isSystem);
    dos.put("archive", CapioFileAttributes::isArchive);
    Map<String, Reader> unix = new LinkedHashMap<>(posix);
    unix.put("mode", a -> a.status().mode() | (a.isDirectory() ? TYPE_DIRECTORY : TYPE_REGULAR));
    unix.put("ino", a -> a.status().identity());
    unix.put("dev", a -> 0L);
    unix.put("rdev", a -> 0L);
    unix.put("nlink", a -> LINKS);
    unix.put("uid", a -> ProcessOwner.get().uid());
    unix.put("gid", a -> ProcessOwner.get().gid());
    unix.put("ctime", NamedAttributes::changed);
    return Map.of(
        "basic",
        basic,
        "posix",
        posix,
        "unix",
        unix,
        "dos",
        dos,
        "owner",
        Map.of("owner", posix.get("owner")));
  }

  private static FileTime changed(CapioFileAttributes a) {
    FileTime modified = a.lastModifiedTime();
    return modified.compareTo(a.creationTime()) < 0 ? a.creationTime() : modified;
  }

  /** The names of the views. */
  public static Set<String> viewNames() {
    Set<String> names = new TreeSet<>(VIEWS.keySet());
    // of a disk's copies, which the disk reads and writes
    names.add("user");
    return names;
  }

  /** The view that a text of names begins with. */
  private static String viewOf(String text) {
    int colon = text.indexOf(':');
    String view = colon < 0 ? "basic" : text.substring(0, colon);
    if (view.isEmpty()) {
      throw new IllegalArgumentException(text);
    }
    if (!VIEWS.containsKey(view)) {
      throw new UnsupportedOperationException("View '" + view + "' not available");
    }
    return view;
  }

  /** What a view and a list of names select; checked against what there is. */
  private record Selection(String view, List<String> names) {
    static Selection parse(String text) {
      String view = viewOf(text);
      String list = text.substring(text.indexOf(':') + 1);
      Set<String> known = VIEWS.get(view).keySet();
      List<String> names = new ArrayList<>();
      for (String name : list.split(",", 0)) {
        if (name.equals("*")) {
          return new Selection(view, List.copyOf(known));
        }
        if (!known.contains(name)) {
          throw new IllegalArgumentException("'" + name + "' not recognized");
        }
        names.add(name);
      }
      return new Selection(view, names);
    }
  }

  /**
   * Checks a list of names before anything is asked of the server.
   *
   * @throws UnsupportedOperationException for an unknown view
   * @throws IllegalArgumentException for an unknown name, or none
   */
  public static void check(String names) {
    Selection.parse(names);
  }

  /** The values of a checked list of names. */
  public static Map<String, Object> read(String names, CapioFileAttributes attributes) {
    Selection selection = Selection.parse(names);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : selection.names()) {
      values.put(name, VIEWS.get(selection.view()).get(name).of(attributes));
    }
    return values;
  }

  /**
   * Sets one attribute.
   *
   * @throws UnsupportedOperationException for an unknown view
   * @throws IllegalArgumentException for an unknown name, or one that cannot be set
   * @throws ClassCastException if the value's type does not fit
   */
  @SuppressWarnings("unchecked")
  public static void write(String attribute, Object value, CapioAttributeView view)
      throws IOException {
    String kind = viewOf(attribute);
    String name = attribute.substring(attribute.indexOf(':') + 1);
    if (!VIEWS.get(kind).containsKey(name)) {
      throw unknown(kind, name);
    }
    switch (name) {
      case "lastModifiedTime" -> view.setTimes((FileTime) value, null, null);
      case "lastAccessTime" -> view.setTimes(null, (FileTime) value, null);
      case "creationTime" -> view.setTimes(null, null, (FileTime) value);
      case "permissions" -> view.setPermissions((Set<PosixFilePermission>) value);
      case "owner" -> view.setOwner((UserPrincipal) value);
      case "group" -> view.setGroup((GroupPrincipal) value);
      case "mode" -> view.setMode((Integer) value);
      case "readonly", "hidden", "system", "archive" -> view.setDosFlag(name, (Boolean) value);
      case "uid" -> view.requireUser((Integer) value);
      case "gid" -> view.requireGroup((Integer) value);
      default -> throw unknown(kind, name);
    }
  }

  private static IllegalArgumentException unknown(String view, String name) {
    return new IllegalArgumentException("'" + view + ":" + name + "' not recognized");
  }
}
