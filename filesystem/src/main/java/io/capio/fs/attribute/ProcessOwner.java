package io.capio.fs.attribute;

import io.capio.ipc.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;

/**
 * Who runs this process: the owner of the CAPIO files that it sees, as a workflow is one user's.
 *
 * @param user the user
 * @param group the user's group
 * @param uid the user's number
 * @param gid the group's number
 * @param mask permissions that new files do not get
 */
public record ProcessOwner(UserPrincipal user, GroupPrincipal group, int uid, int gid, int mask) {
  private static final int USUAL_MASK = 022;

  private static final class Holder {
    static final ProcessOwner INSTANCE = read();
  }

  /** The owner of this process. */
  public static ProcessOwner get() {
    return Holder.INSTANCE;
  }

  private static ProcessOwner read() {
    Path self = Disk.path("/proc/self");
    try {
      PosixFileAttributes attributes = Files.readAttributes(self, PosixFileAttributes.class);
      Map<String, Object> numbers = Files.readAttributes(self, "unix:uid,gid");
      return new ProcessOwner(
          attributes.owner(),
          attributes.group(),
          (Integer) numbers.get("uid"),
          (Integer) numbers.get("gid"),
          readMask(self.resolve("status")));
    } catch (IOException e) {
      throw new IllegalStateException("CAPIO needs the /proc file system of Linux", e);
    }
  }

  private static int readMask(Path status) throws IOException {
    // Kernels before 4.7 do not tell the mask.
    for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("Umask:")) {
        return Integer.parseInt(line.substring("Umask:".length()).strip(), 8);
      }
    }
    return USUAL_MASK;
  }

  /**
   * Whether this process may use a file of its own user as the bits say; the superuser reads and
   * writes everything, and executes what somebody may execute.
   *
   * @param mode permission bits of the file
   * @param wanted 4 to read, 2 to write, 1 to execute or search, or a sum
   */
  public boolean may(int mode, boolean directory, int wanted) {
    if (uid != 0) {
      return (mode >> 6 & wanted) == wanted;
    }
    return (wanted & 1) == 0 || directory || (mode & 0111) != 0;
  }
}
