package io.capio.server.disk;

/**
 * What tells whether somebody changed a file of the disk: whoever rewrites, replaces or touches it,
 * or changes its mode, changes one of these.
 *
 * @param inode number of the file on its disk
 * @param mode permission bits
 * @param size bytes
 * @param modified nanoseconds since 1970
 * @param accessed nanoseconds since 1970; reading changes it
 */
public record DiskStamp(Object inode, int mode, long size, long modified, long accessed) {
  /** Whether it is the same file, perhaps rewritten. */
  public boolean isFileOf(DiskStamp earlier) {
    return inode.equals(earlier.inode);
  }

  /** Whether the file and its bytes are what they were. */
  public boolean hasContentOf(DiskStamp earlier) {
    return isFileOf(earlier) && size == earlier.size && modified == earlier.modified;
  }
}
