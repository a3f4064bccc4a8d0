package io.capio.fs.channel;

/**
 * What an open file may be used for. Immutable.
 *
 * @param readable whether it was opened for reading
 * @param writable whether it was opened for writing
 * @param append whether every write goes to the end
 * @param sync whether every write is handed to the server before it returns
 * @param block bytes of which the channel's transfers must be multiples, in memory too; 0 if they
 *     need not
 */
public record Access(boolean readable, boolean writable, boolean append, boolean sync, int block) {
  /** For reading only. */
  public static final Access READ = new Access(true, false, false, false, 0);

  /** For writing from the beginning. */
  public static final Access WRITE = new Access(false, true, false, false, 0);

  /** For writing at the end. */
  public static final Access APPEND = new Access(false, true, true, false, 0);
}
