package io.capio.fs.differential;

/** Draws operations of all families on a few names, so that they meet. */
final class Operations {
  private final boolean open;
  private final Draw draw;
  private final FileOperations files;
  private final PathOperations paths;
  private final TreeOperations trees;
  private final AttributeOperations attributes;
  private final LinkOperations links;
  private final DirectoryOperations directories;
  private final HandleOperations handles;

  /**
   * @param open whether files stay open between operations
   */
  Operations(long seed, boolean open) {
    this.open = open;
    draw = new Draw(seed);
    files = new FileOperations(draw);
    paths = new PathOperations(draw);
    trees = new TreeOperations(draw);
    attributes = new AttributeOperations(draw);
    links = new LinkOperations(draw);
    directories = new DirectoryOperations(draw, open);
    handles = new HandleOperations(draw);
  }

  Named next() {
    int kind = draw.of(open ? 43 : 26);
    if (kind < 8) {
      return files.next();
    }
    if (kind < 16) {
      return paths.next();
    }
    if (kind < 19) {
      return trees.next();
    }
    if (kind < 22) {
      return attributes.next();
    }
    if (kind < 24) {
      return links.next();
    }
    if (kind < 26) {
      return directories.next();
    }
    return kind < 30 ? handles.opening() : handles.use();
  }
}
