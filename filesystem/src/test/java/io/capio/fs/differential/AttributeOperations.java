package io.capio.fs.differential;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Draws operations on attributes, by class, by view and by name. */
final class AttributeOperations {
  private final Draw draw;

  AttributeOperations(Draw draw) {
    this.draw = draw;
  }

  static LinkOption[] links(Draw draw) {
    return draw.rarely(4) ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
  }

  static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  Named next() {
    String n = draw.name();
    return switch (draw.of(3)) {
      case 0 -> read(n);
      case 1 -> byName(n);
      default -> change(n);
    };
  }

  private static String seen(BasicFileAttributes a) {
    return ""
        + a.isRegularFile()
        + a.isDirectory()
        + a.isSymbolicLink()
        + a.isOther()
        + (a.isRegularFile() ? a.size() : "")
        + (a.fileKey() != null);
  }

  private Named read(String n) {
    LinkOption[] links = links(draw);
    String m = draw.name();
    return switch (draw.of(6)) {
      case 0 ->
          new Named(
              "basic attributes " + n,
              s -> seen(Files.readAttributes(s.path(n), BasicFileAttributes.class, links)));
      case 1 ->
          new Named(
              "posix attributes " + n,
              s -> {
                PosixFileAttributes a =
                    Files.readAttributes(s.path(n), PosixFileAttributes.class, links);
                return seen(a)
                    + a.owner()
                    + a.group()
                    + PosixFilePermissions.toString(a.permissions());
              });
      case 2 ->
          new Named(
              "dos attributes " + n,
              s -> seen(Files.readAttributes(s.path(n), DosFileAttributes.class, links)));
      case 3 ->
          new Named(
              "file keys " + n + " " + m,
              s ->
                  Files.readAttributes(s.path(n), BasicFileAttributes.class)
                      .fileKey()
                      .equals(
                          Files.readAttributes(s.path(m), BasicFileAttributes.class).fileKey()));
      case 4 ->
          new Named(
              "owner " + n,
              s ->
                  Files.getOwner(s.path(n), links)
                      + Files.getFileAttributeView(s.path(n), FileOwnerAttributeView.class).name());
      default -> new Named("permissions " + n, s -> permissions(s.path(n)));
    };
  }

  private Named byName(String n) {
    LinkOption[] links = links(draw);
    String names =
        draw.one(
            List.of(
                "size,isDirectory",
                "basic:isRegularFile,isOther,isSymbolicLink",
                "posix:permissions,owner,group",
                "unix:mode,uid,gid,nlink",
                "unix:nlink,rdev",
                "owner:owner",
                "*",
                "posix:*",
                "unix:*",
                "owner:*",
                "size,nonsense",
                "",
                "basic:",
                "nonsense:size",
                "unix:mode,*",
                "posix:size,permissions"));
    return new Named(
        "readAttributes " + n + " " + names,
        s -> {
          Map<String, Object> values = Files.readAttributes(s.path(n), names, links);
          // what no two files share, and what changes by itself
          Map<String, Object> seen = new TreeMap<>(values);
          if (seen.get("permissions") instanceof Set<?> set) {
            seen.put("permissions", set.stream().sorted().toList());
          }
          boolean directory = Files.isDirectory(s.path(n));
          for (String varying :
              List.of(
                  "lastModifiedTime",
                  "lastAccessTime",
                  "creationTime",
                  "ctime",
                  "fileKey",
                  "ino",
                  "dev")) {
            seen.replace(varying, "some");
          }
          for (String ofDirectories : List.of("size", "nlink")) {
            if (directory) {
              seen.replace(ofDirectories, "some");
            }
          }
          return seen;
        });
  }

  private Named change(String n) {
    long nanos = draw.nanos();
    FileTime time = FileTime.from(nanos, NANOSECONDS);
    FileTime other = draw.flag() ? null : FileTime.from(draw.nanos(), NANOSECONDS);
    String permissions = draw.permissions();
    return switch (draw.of(8)) {
      case 0 ->
          new Named(
              "setLastModifiedTime " + n + " " + time,
              s -> {
                Files.setLastModifiedTime(s.path(n), time);
                return Files.getLastModifiedTime(s.path(n));
              });
      case 1 ->
          new Named(
              "setTimes " + n + " " + time + " " + other,
              s -> {
                Files.getFileAttributeView(s.path(n), BasicFileAttributeView.class)
                    .setTimes(time, other, other);
                BasicFileAttributes a = Files.readAttributes(s.path(n), BasicFileAttributes.class);
                return a.lastModifiedTime() + (other == null ? "" : "" + a.lastAccessTime());
              });
      case 2 ->
          new Named(
              "setPermissions " + n + " " + permissions,
              s -> {
                Files.setPosixFilePermissions(
                    s.path(n), PosixFilePermissions.fromString(permissions));
                return permissions(s.path(n));
              });
      case 3 -> byName(n, permissions, time);
      case 4 ->
          new Named(
              "setOwner " + n,
              s -> Files.setOwner(s.path(n), Files.getOwner(s.path(n))).getFileName());
      case 5 ->
          Named.action(
              "setGroup " + n,
              s -> {
                PosixFileAttributeView view =
                    Files.getFileAttributeView(s.path(n), PosixFileAttributeView.class);
                view.setGroup(view.readAttributes().group());
              });
      case 6 ->
          new Named(
              "views " + n,
              s ->
                  Files.getFileAttributeView(s.path(n), PosixFileAttributeView.class).name()
                      + (Files.getFileAttributeView(s.path(n), UserDefinedFileAttributeView.class)
                          == null));
      default ->
          new Named(
              "createFile " + n + " " + permissions,
              s -> {
                Files.createFile(
                    s.path(n),
                    PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(permissions)));
                return permissions(s.path(n));
              });
    };
  }

  private Named byName(String n, String permissions, FileTime time) {
    return switch (draw.of(7)) {
      case 0 ->
          new Named(
              "setAttribute lastModifiedTime " + n,
              s -> {
                Files.setAttribute(s.path(n), "lastModifiedTime", time);
                return Files.getAttribute(s.path(n), "basic:lastModifiedTime");
              });
      case 1 ->
          new Named(
              "setAttribute posix:permissions " + n,
              s -> {
                Files.setAttribute(
                    s.path(n), "posix:permissions", PosixFilePermissions.fromString(permissions));
                return permissions(s.path(n));
              });
      case 2 ->
          new Named(
              "setAttribute unix:mode " + n,
              s -> {
                Files.setAttribute(s.path(n), "unix:mode", Draw.RIGHTS_COUNT ? 0740 : 0640);
                return permissions(s.path(n));
              });
      case 3 ->
          Named.action("setAttribute size " + n, s -> Files.setAttribute(s.path(n), "size", 1L));
      case 4 ->
          Named.action(
              "setAttribute wrong " + n,
              s -> Files.setAttribute(s.path(n), "lastModifiedTime", "x"));
      case 5 ->
          Named.action("setAttribute none " + n, s -> Files.setAttribute(s.path(n), "x:y", 1));
      default ->
          Named.action(
              "setAttribute uid " + n,
              s ->
                  Files.setAttribute(
                      s.path(n), "unix:uid", Files.getAttribute(s.path(n), "unix:uid")));
    };
  }
}
