package io.capio.server.files;

import io.capio.ipc.Errno;
import io.capio.server.disk.DiskDirectory;
import io.capio.server.disk.DiskEntry;
import io.capio.server.disk.EntryKind;
import io.capio.server.storage.DiskContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The tree of what the server keeps below the CAPIO directory. It is the one place that says where
 * a path lives, which on one machine is always here.
 *
 * <p>A path that is not in the tree may still be on the disk: {@link #find} looks there, unless
 * some application declares the path as output, because then the file there is an old one.
 *
 * <p>A path that leads over a symbolic link is absent: {@link #absence} says why. Following is the
 * client's work, and that of {@link LinkFollowing} for clients that cannot.
 */
public final class Namespace {
  private static final int NAME_MAX = 255;

  private final String root;
  private final Rules rules;
  private final DiskDirectory disk;
  private final DirectoryNode rootNode;
  private final Map<String, WaitList> absent = new HashMap<>();

  /**
   * @param disk the CAPIO directory on the disk
   */
  public Namespace(Rules rules, DiskDirectory disk) {
    this.root = disk.root().toString();
    this.rules = rules;
    this.disk = disk;
    rootNode = new DirectoryNode(-1, true);
    rootNode.place(root, rules.of(root));
  }

  /** The CAPIO directory. */
  public DirectoryNode root() {
    return rootNode;
  }

  /** Whether the path is the CAPIO directory or below it. */
  public boolean contains(String path) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }

  /**
   * Writes a path in the one form that the tree uses.
   *
   * @return absolute, without empty, {@code .} and {@code ..} components
   */
  public static String normalize(String path) {
    if (!path.contains("//")
        && !path.contains("/.")
        && (path.length() == 1 || !path.endsWith("/"))) {
      return path;
    }
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.remove(parts.size() - 1);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** The path of the directory above; the path must not be the root. */
  public static String parentOf(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** The last component. */
  public static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The node in the tree, or null; the disk is not asked. */
  public Node inTree(String path) {
    if (path.length() == root.length()) {
      return rootNode;
    }
    Node node = rootNode;
    int from = root.length() + 1;
    while (node instanceof DirectoryNode directory) {
      int slash = path.indexOf('/', from);
      node = directory.child(slash < 0 ? path.substring(from) : path.substring(from, slash));
      if (slash < 0) {
        return node;
      }
      from = slash + 1;
    }
    return null;
  }

  /**
   * The node of a path, or null if it is absent from the tree and from the disk.
   *
   * @return for what was found on the disk, a committed node that is put into the tree; a symbolic
   *     link itself, not what it leads to
   */
  public Node find(String path) {
    Node node = inTree(path);
    if (node != null && isGone(node)) {
      removeTree(node);
      node = null;
    }
    if (node == null) {
      Node deepest = deepest(path);
      node = deepest.path().length() == path.length() ? deepest : null;
    }
    return node;
  }

  /** What there is of a path: its own node, or the one on the way to it that leads no further. */
  Node deepest(String path) {
    Node node = rootNode;
    int end = root.length();
    while (node instanceof DirectoryNode directory && end < path.length()) {
      int start = end + 1;
      int slash = path.indexOf('/', start);
      end = slash < 0 ? path.length() : slash;
      Node next = directory.child(path.substring(start, end));
      if (next != null && isGone(next)) {
        removeTree(next);
        next = null;
      }
      if (next == null) {
        next = fromDisk(directory, path.substring(0, end));
      }
      if (next == null) {
        return node;
      }
      node = next;
    }
    return node;
  }

  /** Whether somebody removed it from the disk behind the server's back. */
  private boolean isGone(Node node) {
    if (node instanceof FileNode file) {
      return file.content() instanceof DiskContent content
          ? !content.isThere()
          : !file.takeBack(disk);
    }
    if (node instanceof LinkNode link) {
      return link.isOnDisk() && !link.target().equals(disk.linkTarget(link.path()));
    }
    DirectoryNode directory = (DirectoryNode) node;
    return directory != rootNode
        && directory.isOnDisk()
        && disk.kind(directory.path()) != EntryKind.DIRECTORY
        && isOnDiskAlone(directory);
  }

  /** Whether nothing of it is lost with the disk's file or directory. */
  private static boolean isOnDiskAlone(Node node) {
    if (node instanceof FileNode file) {
      return file.isOnlyOnDisk()
          || file.isDiskCurrent()
          || (file.state() == FileState.OPEN && file.isLent());
    }
    return node.isOnDisk()
        && (!(node instanceof DirectoryNode directory)
            || directory.children().stream().allMatch(Namespace::isOnDiskAlone));
  }

  /** Takes a node out of the tree, and what is below it: each has no name any more. */
  private void removeTree(Node node) {
    eachNode(node, this::remove);
  }

  private Node fromDisk(DirectoryNode parent, String path) {
    EntryKind kind = disk.kind(path);
    if (kind == null || kind == EntryKind.OTHER) {
      return null;
    }
    boolean output = rules.isDeclaredOutput(path);
    if (output && kind != EntryKind.DIRECTORY) {
      return null;
    }
    Node node = foundNode(path, kind);
    if (!output) {
      node.state(FileState.COMMITTED);
    }
    put(parent, nameOf(path), node);
    return node;
  }

  /** A directory that waits for its output is no old output itself; it may be open. */
  Node foundNode(String path, EntryKind kind) {
    Node node;
    if (kind == EntryKind.DIRECTORY) {
      node = new DirectoryNode(-1, true);
    } else if (kind == EntryKind.LINK) {
      String target = disk.linkTarget(path);
      node = new LinkNode(target == null ? "" : target, true);
    } else {
      FileNode file = new FileNode(-1, new DiskContent(disk.path(path)));
      file.persisted();
      node = file;
    }
    node.foundOnDisk();
    return node;
  }

  /**
   * Whether a path is none of CAPIO's for what the disk has there: a pipe, a socket or a device,
   * which only the system can serve.
   */
  public boolean isSpecial(String path) {
    return find(path) == null && disk.kind(path) == EntryKind.OTHER;
  }

  /**
   * The directory in which an entry is to be made.
   *
   * @throws RefusedException if it does not exist or is a file
   */
  public DirectoryNode parentFor(String path) throws RefusedException {
    if (path.length() == root.length()) {
      throw RefusedException.of(Errno.EEXIST, path);
    }
    if (find(parentOf(path)) instanceof DirectoryNode directory && isShort(nameOf(path))) {
      return directory;
    }
    throw absence(path);
  }

  /**
   * Fails unless the directory exists in which a path is, whatever its own name.
   *
   * @throws RefusedException if it does not exist or is a file
   */
  public void requireDirectory(String path) throws RefusedException {
    if (!(find(parentOf(path)) instanceof DirectoryNode)) {
      throw absence(path);
    }
  }

  /**
   * Why there is nothing: a disk follows a path from its beginning, and tells a name below a file,
   * and one that no entry can have, from one that no entry has. A link on the way has to be
   * followed first.
   */
  public RefusedException absence(String path) {
    Node deepest = deepest(path);
    if (deepest instanceof FileNode) {
      return RefusedException.of(Errno.ENOTDIR, path);
    }
    if (deepest instanceof LinkNode link) {
      return RefusedException.linked(link);
    }
    int start = Math.min(deepest.path().length() + 1, path.length());
    int slash = path.indexOf('/', start);
    String missing = path.substring(start, slash < 0 ? path.length() : slash);
    return RefusedException.of(isShort(missing) ? Errno.ENOENT : Errno.ENAMETOOLONG, path);
  }

  /** Whether a disk could take an entry of that name. */
  private static boolean isShort(String name) {
    return name.length() <= NAME_MAX / 3
        || name.getBytes(StandardCharsets.UTF_8).length <= NAME_MAX;
  }

  /** Starts a listing of a directory: what the server keeps and what the disk has. */
  public Listing list(DirectoryNode directory) {
    List<DiskEntry> onDisk = new ArrayList<>();
    if (directory.isOnDisk()) {
      for (DiskEntry entry : disk.list(directory.path())) {
        boolean old =
            entry.kind() != EntryKind.DIRECTORY
                && rules.isDeclaredOutput(directory.path() + "/" + entry.name());
        if (!old) {
          onDisk.add(entry);
        }
      }
    }
    removeGone(directory, onDisk);
    return new Listing(directory, onDisk);
  }

  /** Forgets the directories that somebody removed from the disk with all that is in them. */
  private void removeGone(DirectoryNode directory, List<DiskEntry> onDisk) {
    Set<String> present = new HashSet<>();
    onDisk.forEach(entry -> present.add(entry.name()));
    for (Node child : List.copyOf(directory.children())) {
      if (child.isDirectory() && !present.contains(child.name()) && isGone(child)) {
        removeTree(child);
      }
    }
  }

  /** Puts a node into a directory; an entry of that name must be removed before. */
  void put(DirectoryNode parent, String name, Node node) {
    parent.add(name, node);
    place(node);
  }

  private void place(Node node) {
    String path = node.parent().path() + "/" + node.name();
    node.place(path, rules.of(path));
    if (node instanceof DirectoryNode directory) {
      directory.children().forEach(this::place);
    }
  }

  /** Asks for the rules of every path again. */
  void lookUpRules() {
    rootNode.place(root, rules.of(root));
    rootNode.children().forEach(this::place);
  }

  /** Takes a node out of the tree; who has it open keeps it. */
  void remove(Node node) {
    if (node.parent() != null) {
      node.parent().remove(node);
    }
  }

  /** Runs an action for every file below a node, the node itself included. */
  public static void eachFile(Node node, Consumer<FileNode> action) {
    if (node instanceof FileNode file) {
      action.accept(file);
    } else if (node instanceof DirectoryNode directory) {
      for (Node child : List.copyOf(directory.children())) {
        eachFile(child, action);
      }
    }
  }

  /** Runs an action for a node and everything below it. */
  static void eachNode(Node node, Consumer<Node> action) {
    action.accept(node);
    if (node instanceof DirectoryNode directory) {
      for (Node child : List.copyOf(directory.children())) {
        eachNode(child, action);
      }
    }
  }

  /** Runs an action for every file in the tree. */
  public void eachFile(Consumer<FileNode> action) {
    eachFile(rootNode, action);
  }

  /** Runs an action for every directory that somebody waits for. */
  public void eachAwaitedDirectory(Consumer<DirectoryNode> action) {
    eachNode(
        rootNode,
        node -> {
          if (node instanceof DirectoryNode directory && !directory.waiters().isEmpty()) {
            action.accept(directory);
          }
        });
  }

  /** Those who wait for a path that does not exist. */
  public WaitList absent(String path) {
    absent.values().removeIf(WaitList::isEmpty);
    return absent.computeIfAbsent(path, key -> new WaitList());
  }

  /** The absent paths that somebody waits for, with those who do. */
  public Map<String, WaitList> awaited() {
    absent.values().removeIf(WaitList::isEmpty);
    return Map.copyOf(absent);
  }

  /** A path has come into being. */
  void appeared(String path) {
    WaitList list = absent.remove(path);
    if (list != null) {
      list.wakeAll();
    }
  }

  /** A path now leads elsewhere: those who wait for something below it have to look there. */
  void nowLeadsElsewhere(String path) {
    for (String waited : List.copyOf(absent.keySet())) {
      if (waited.startsWith(path + "/")) {
        appeared(waited);
      }
    }
  }

  /** Wakes those who wait for a path that some other program made on the disk. */
  public void lookForFilesMadeOutside() {
    for (String path : List.copyOf(absent.keySet())) {
      WaitList list = absent.get(path);
      if (list.isEmpty()) {
        absent.remove(path);
      } else if (find(path) != null || absence(path).errno() == Errno.LINKED) {
        appeared(path);
      }
    }
  }
}
