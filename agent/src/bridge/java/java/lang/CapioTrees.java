package java.lang;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Stands in for the methods of {@link Files} that list directories.
 *
 * <p>The JDK walks the routed path; what the program sees, results and arguments of its own call-
 * backs, are ordinary paths.
 */
public final class CapioTrees {

  private CapioTrees() {}

  public static DirectoryStream<Path> newDirectoryStream(Path directory) throws IOException {
    Path routed = CapioBridge.route(directory);
    DirectoryStream<Path> found = Files.newDirectoryStream(routed);
    return routed == directory ? found : new CapioOpenDirectory(directory, found);
  }

  public static DirectoryStream<Path> newDirectoryStream(Path directory, String glob)
      throws IOException {
    Path routed = CapioBridge.route(directory);
    DirectoryStream<Path> found = Files.newDirectoryStream(routed, glob);
    return routed == directory ? found : new CapioOpenDirectory(directory, found);
  }

  public static DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Path routed = CapioBridge.route(directory);
    return routed == directory
        ? Files.newDirectoryStream(directory, filter)
        : new CapioOpenDirectory(directory, Files.newDirectoryStream(routed, restoring(filter)));
  }

  public static Stream<Path> list(Path directory) throws IOException {
    Path routed = CapioBridge.route(directory);
    return restored(Files.list(routed), routed == directory);
  }

  public static Stream<Path> walk(Path start, FileVisitOption... options) throws IOException {
    Path routed = CapioBridge.routeToWalk(start);
    return restored(Files.walk(routed, options), routed == start);
  }

  public static Stream<Path> walk(Path start, int depth, FileVisitOption... options)
      throws IOException {
    Path routed = CapioBridge.routeToWalk(start);
    return restored(Files.walk(routed, depth, options), routed == start);
  }

  public static Stream<Path> find(
      Path start,
      int depth,
      BiPredicate<Path, BasicFileAttributes> matcher,
      FileVisitOption... options)
      throws IOException {
    Path routed = CapioBridge.routeToWalk(start);
    return routed == start || matcher == null
        ? Files.find(routed, depth, matcher, options)
        : restored(Files.find(routed, depth, new RestoringMatcher(matcher), options), false);
  }

  public static Path walkFileTree(Path start, FileVisitor<? super Path> visitor)
      throws IOException {
    Path routed = CapioBridge.routeToWalk(start);
    Files.walkFileTree(routed, routed == start ? visitor : restoring(visitor));
    return start;
  }

  public static Path walkFileTree(
      Path start, Set<FileVisitOption> options, int depth, FileVisitor<? super Path> visitor)
      throws IOException {
    Path routed = CapioBridge.routeToWalk(start);
    Files.walkFileTree(routed, options, depth, routed == start ? visitor : restoring(visitor));
    return start;
  }

  private static Stream<Path> restored(Stream<Path> found, boolean ordinary) {
    return ordinary ? found : found.map(RESTORE);
  }

  static DirectoryStream.Filter<? super Path> restoring(
      DirectoryStream.Filter<? super Path> filter) {
    return filter == null ? null : new RestoringFilter(filter);
  }

  private static FileVisitor<? super Path> restoring(FileVisitor<? super Path> visitor) {
    return visitor == null ? null : new RestoringVisitor(visitor);
  }

  private static final Function<Path, Path> RESTORE = new Restore();

  private static final class Restore implements Function<Path, Path> {
    @Override
    public Path apply(Path path) {
      return CapioBridge.restore(path);
    }
  }

  private static final class RestoringFilter implements DirectoryStream.Filter<Path> {
    private final DirectoryStream.Filter<? super Path> filter;

    RestoringFilter(DirectoryStream.Filter<? super Path> filter) {
      this.filter = filter;
    }

    @Override
    public boolean accept(Path path) throws IOException {
      return filter.accept(CapioBridge.restore(path));
    }
  }

  private static final class RestoringMatcher implements BiPredicate<Path, BasicFileAttributes> {
    private final BiPredicate<Path, BasicFileAttributes> matcher;

    RestoringMatcher(BiPredicate<Path, BasicFileAttributes> matcher) {
      this.matcher = matcher;
    }

    @Override
    public boolean test(Path path, BasicFileAttributes attributes) {
      return matcher.test(CapioBridge.restore(path), attributes);
    }
  }

  private static final class RestoringVisitor implements FileVisitor<Path> {
    private final FileVisitor<? super Path> visitor;

    RestoringVisitor(FileVisitor<? super Path> visitor) {
      this.visitor = visitor;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      return visitor.preVisitDirectory(CapioBridge.restore(directory), attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      return visitor.visitFile(CapioBridge.restore(file), attributes);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      return visitor.visitFileFailed(CapioBridge.restore(file), failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      return visitor.postVisitDirectory(CapioBridge.restore(directory), failure);
    }
  }
}
