package java.lang;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What the JDK's own class loading and its zip files call: as the other classes of the bridge, but
 * for the program's class path and the agent itself, which are always read from the disk.
 *
 * <p>Otherwise the class that is needed to reach CAPIO could be one that CAPIO has to deliver.
 */
public final class CapioLoading {

  private static volatile CapioDirectory[] fromDisk = new CapioDirectory[0];

  private CapioLoading() {}

  /** Adds places; to be called before anybody asks for what is in them. */
  public static synchronized void leaveOnDisk(CapioDirectory[] places) {
    CapioDirectory[] all = new CapioDirectory[fromDisk.length + places.length];
    System.arraycopy(fromDisk, 0, all, 0, fromDisk.length);
    System.arraycopy(places, 0, all, fromDisk.length, places.length);
    fromDisk = all;
  }

  private static boolean isOrdinary(String path) {
    if (CapioBridge.targetOf(path) == null) {
      return true;
    }
    CapioDirectory[] places = fromDisk;
    for (int i = 0; i < places.length; i++) {
      if (places[i].contains(path)) {
        return true;
      }
    }
    return false;
  }

  public static boolean exists(File file) {
    return isOrdinary(file.getPath()) ? file.exists() : CapioFile.exists(file);
  }

  public static long length(File file) {
    return isOrdinary(file.getPath()) ? file.length() : CapioFile.length(file);
  }

  public static boolean delete(File file) {
    return isOrdinary(file.getPath()) ? file.delete() : CapioFile.delete(file);
  }

  public static File getCanonicalFile(File file) throws IOException {
    return isOrdinary(file.getPath()) ? file.getCanonicalFile() : CapioFile.getCanonicalFile(file);
  }

  public static FileInputStream newFileInputStream(File file) throws FileNotFoundException {
    return isOrdinary(file.getPath())
        ? new FileInputStream(file)
        : CapioStreams.newFileInputStream(file);
  }

  public static RandomAccessFile newRandomAccessFile(File file, String mode)
      throws FileNotFoundException {
    return isOrdinary(file.getPath())
        ? new RandomAccessFile(file, mode)
        : CapioStreams.newRandomAccessFile(file, mode);
  }

  public static <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return isOrdinary(path.toString())
        ? Files.readAttributes(path, type, options)
        : CapioAttributes.readAttributes(path, type, options);
  }
}
