package io.capio.server.files;

import io.capio.cl.CommitRule;
import io.capio.server.storage.Content;
import io.capio.server.storage.DiskContent;
import io.capio.server.storage.ExtentPool;
import io.capio.server.storage.MemoryContent;
import io.capio.server.trace.Activity;
import java.io.IOException;
import java.util.List;

/**
 * The state machine of files and directories, and the one place that publishes what happens to
 * them: creation, writing, commit, failure, removal and renaming. Whoever waits is woken from here.
 */
public final class Lifecycle {
  private final Namespace namespace;
  private final Rules rules;
  private final ExtentPool pool;
  private final Persistence persistence;
  private final Activity activity;
  private final CommitRules commitRules;

  /** The life of everything in that tree. */
  public Lifecycle(
      Namespace namespace,
      Rules rules,
      ExtentPool pool,
      Persistence persistence,
      Activity activity) {
    this.namespace = namespace;
    this.rules = rules;
    this.pool = pool;
    this.persistence = persistence;
    this.activity = activity;
    commitRules = new CommitRules(namespace);
  }

  // ---- coming into being

  /** Creates a file; no entry of that name may exist. */
  public FileNode create(DirectoryNode parent, String name, Step step, int mode) {
    persistence.entriesChanged(parent);
    return create(parent, name, step, mode, new MemoryContent(pool));
  }

  private FileNode create(DirectoryNode parent, String name, Step step, int mode, Content content) {
    FileNode file = new FileNode(mode, content);
    namespace.put(parent, name, file);
    producedBy(file, step);
    entered(parent, file, step);
    return file;
  }

  /** Creates a directory; no entry of that name may exist. */
  public DirectoryNode makeDirectory(
      DirectoryNode parent, String name, Step step, int mode, boolean onDisk) {
    DirectoryNode directory = new DirectoryNode(mode, onDisk);
    namespace.put(parent, name, directory);
    producedBy(directory, step);
    persistence.entriesChanged(parent);
    entered(parent, directory, step);
    return directory;
  }

  /** Makes a symbolic link; no entry of that name may exist. */
  public LinkNode makeLink(
      DirectoryNode parent, String name, String target, Step step, boolean onDisk) {
    LinkNode link = new LinkNode(target, onDisk);
    namespace.put(parent, name, link);
    link.madeBy(step);
    persistence.entriesChanged(parent);
    entered(parent, link, step);
    return link;
  }

  /**
   * A file of the disk has got another name there; no entry of that name may exist. What is not
   * complete under the one is not under the other.
   */
  public void named(FileNode file, DirectoryNode parent, String name, Step step) {
    persistence.entriesChanged(parent);
    if (file.state() == FileState.OPEN) {
      FileNode other = new FileNode(file.mode(), persistence.ofName(parent, name));
      other.closedAs(file);
      file.named(other);
      namespace.put(parent, name, other);
      producedBy(other, step);
      entered(parent, other, step);
      settle(other);
    }
    parent.waiters().wakeAll();
  }

  /**
   * Puts an empty new generation in the place of a file that nobody writes. Other steps that have
   * the old one open keep it; for the one that empties it, it is the same file.
   */
  public FileNode replace(FileNode old, Step step, int mode) {
    return replace(old, step, mode, new MemoryContent(pool));
  }

  /** As {@link #replace(FileNode, Step, int)}, of a content that has been emptied. */
  public FileNode replace(FileNode old, Step step, int mode, Content content) {
    DirectoryNode parent = old.parent();
    remove(old);
    FileNode fresh = create(parent, old.name(), step, old.mode() >= 0 ? old.mode() : mode, content);
    for (Handle own : old.handlesOf(step)) {
      if (!own.isWriting()) {
        old.left(own);
        own.follow(fresh);
        fresh.opened(own);
      }
    }
    persistence.releaseIfUnused(old);
    old.waiters().wakeAll();
    return fresh;
  }

  private void entered(DirectoryNode parent, Node node, Step step) {
    producedBy(parent, step);
    watchDependencies(node);
    Namespace.eachNode(node, each -> namespace.appeared(each.path()));
    Namespace.eachNode(
        node,
        each -> {
          if (each instanceof LinkNode) {
            namespace.nowLeadsElsewhere(each.path());
          }
        });
    settle(parent);
    parent.waiters().wakeAll();
  }

  private void producedBy(Node node, Step step) {
    node.madeBy(step);
    if (step.sessions() > 0 && node.running().add(step)) {
      step.produced().add(node);
    }
  }

  private void watchDependencies(Node node) {
    Namespace.eachFile(
        node,
        file -> {
          if (file.rule().commitRule() == CommitRule.ON_FILE) {
            commitRules.watch(file);
            settle(file);
          }
        });
  }

  // ---- handles

  /** Opens a node. */
  public Handle open(Node node, Step step, boolean reading, boolean writing, boolean appending) {
    Handle handle = new Handle(node, step, reading, writing, appending);
    if (node instanceof FileNode file) {
      file.opened(handle);
      if (writing && file.state() == FileState.OPEN) {
        producedBy(file, step);
      }
      persistence.hold(file, step, writing);
      activity.opened(step.actor(), file.path(), writing);
    }
    return handle;
  }

  /** Makes a handle a writing one, which the base wire does not say when it is opened. */
  public void startWriting(Handle handle, FileNode file) {
    if (!persistence.takeBack(file)) {
      unlink(file);
    }
    if (!handle.isWriting()) {
      handle.becomeWriting();
      file.becameWriter();
    }
    producedBy(file, handle.step());
  }

  /**
   * Lets a step go on with a file whose producer died, as it is: on a disk a program that was
   * killed finds what it had written when it is started again.
   */
  public void takeOver(FileNode file, Step step) {
    file.died(null);
    file.revive();
    producedBy(file, step);
    file.waiters().wakeAll();
  }

  /** Has the empty content of a file on the disk from now on, where other programs look for it. */
  public void showOnDisk(FileNode file) {
    persistence.showOnDisk(file);
  }

  /** Has a file on the disk that is to be mapped, if it is to be there in any case. */
  public void mapOnDisk(FileNode file) {
    persistence.mapOnDisk(file);
  }

  /** The content of a file changed through a handle. */
  public void written(FileNode file) {
    file.modified(Node.now());
    file.changed();
    if (file.state() != FileState.OPEN && file.content() instanceof MemoryContent) {
      persistence.cancel(file);
      file.dirtied();
    }
    file.waiters().wakeAll();
  }

  /**
   * The content of a file that the disk has, ready to be changed there.
   *
   * @throws IOException if that cannot be; the file is as it was then
   */
  public DiskContent onDisk(FileNode file) throws IOException {
    return persistence.onDisk(file);
  }

  /** Closes a handle in the orderly way, which is what commit rules count. */
  public void close(Handle handle) {
    closed(handle, true);
  }

  /** Closes a handle of a step that died. */
  public void drop(Handle handle) {
    closed(handle, false);
  }

  private void closed(Handle handle, boolean orderly) {
    if (!handle.isOpen()) {
      return;
    }
    handle.markClosed();
    if (handle.node() instanceof FileNode file) {
      file.closed(handle, orderly);
      activity.closed(handle.step().actor(), file.path());
      if (!orderly && handle.isWriting() && file.state() == FileState.OPEN) {
        file.died(handle.step());
      }
      if (file.isDamaged() && handle.isWriting() && file.state() != FileState.FAILED) {
        fail(file, file.damage());
      }
      settle(file);
      if (file.state() == FileState.COMMITTED && file.writers() == 0) {
        persistence.persist(file);
      }
      persistence.releaseIfUnused(file);
    }
    handle.node().waiters().wakeAll();
  }

  // ---- the end of steps

  /** The last session of a step has ended in the orderly way. */
  public void stepEnded(Step step) {
    for (Node node : takeProduced(step)) {
      settle(node);
    }
    served(step.application());
  }

  /** The process of a step is gone without having said so; its handles have been dropped. */
  public void stepDied(Step step) {
    for (Node node : takeProduced(step)) {
      if (node.state() == FileState.OPEN && node instanceof FileNode file) {
        if (CommitRules.owes(file)) {
          file.died(step);
        }
      } else if (node.state() == FileState.OPEN
          && CommitRules.isByTermination(node.rule())
          && node.running().isEmpty()) {
        fail(node, deathOf(step, node));
      }
      settle(node);
    }
    served(step.application());
  }

  private static List<Node> takeProduced(Step step) {
    List<Node> nodes = List.copyOf(step.produced());
    step.produced().clear();
    nodes.forEach(node -> node.running().remove(step));
    return nodes;
  }

  private void served(String application) {
    if (rules.engine().hasConfiguration()) {
      namespace.eachFile(file -> file.owedTo().remove(application));
    }
  }

  // ---- commit and failure

  private void settle(Node node) {
    if (node.state() != FileState.OPEN) {
      return;
    }
    if (node instanceof FileNode file) {
      if (file.died() != null) {
        if (CommitRules.isAbandoned(file)) {
          fail(file, deathOf(file.died(), file));
        }
      } else if (commitRules.isFulfilled(file)) {
        commit(file);
      }
    } else if (commitRules.isFulfilled((DirectoryNode) node)) {
      commit(node);
    }
  }

  private static String deathOf(Step step, Node node) {
    return node + ": its producer " + step + " died before it was committed";
  }

  private void commit(Node node) {
    if (node instanceof FileNode file) {
      // a copy for other programs that is under way may be an older state
      persistence.cancel(file);
      if (!persistence.takeBack(file)) {
        unlink(file);
      }
    }
    node.state(FileState.COMMITTED);
    node.running().forEach(step -> step.produced().remove(node));
    node.running().clear();
    if (node instanceof FileNode file) {
      owe(file);
      persistence.persist(file);
    }
    activity.committed(node.path());
    node.waiters().wakeAll();
    committed(node.path());
    if (node instanceof FileNode file) {
      for (FileNode other : file.otherNames()) {
        other.closedAs(file);
        settle(other);
      }
    }
  }

  private void owe(FileNode file) {
    file.owedTo().clear();
    if (rules.engine().hasConfiguration()) {
      file.owedTo().addAll(rules.engine().declaredConsumers(file.path()));
      file.owedTo().removeAll(file.producers());
    }
  }

  private void committed(String path) {
    commitRules.dependentsOf(path).forEach(this::settle);
  }

  private void fail(Node node, String reason) {
    node.fail(reason);
    activity.failed(node.path());
    node.running().forEach(step -> step.produced().remove(node));
    node.running().clear();
    if (node instanceof FileNode file) {
      persistence.cancel(file);
      if (rules.keepsUnfinished(file)) {
        persistence.persist(file);
      } else {
        persistence.withdraw(file);
      }
    }
    node.waiters().wakeAll();
  }

  // ---- going away

  /** Takes a node out of the tree; who has a file open keeps it. */
  public void unlink(Node node) {
    DirectoryNode parent = node.parent();
    remove(node);
    if (node instanceof FileNode file) {
      persistence.releaseIfUnused(file);
    }
    if (parent != null) {
      persistence.entriesChanged(parent);
      parent.waiters().wakeAll();
    }
    node.waiters().wakeAll();
  }

  private void remove(Node node) {
    Namespace.eachFile(
        node,
        file -> {
          persistence.cancel(file);
          commitRules.forget(file);
        });
    activity.removed(node.path());
    namespace.remove(node);
  }

  /** Keeps a writing to disk that is under way from making a file under its present name. */
  public void stopPersisting(FileNode file) {
    persistence.cancel(file);
  }

  /** Mode or times changed: a writing to disk that is under way has the old ones. */
  public void attributesChanged(FileNode file) {
    if (file.persisting() != null) {
      persistence.cancel(file);
      // it may have got its name just before, with what it was then
      file.dirtied();
      if (file.state() == FileState.COMMITTED) {
        persistence.persist(file);
      }
    }
    file.changed();
  }

  /**
   * Moves a node; no entry of the new name may exist. The rules of the new name apply from then on,
   * and what has happened so far may already fulfil them.
   */
  public void rename(Node node, DirectoryNode parent, String name, Step step) {
    DirectoryNode from = node.parent();
    remove(node);
    persistence.entriesChanged(from);
    from.waiters().wakeAll();
    namespace.put(parent, name, node);
    persistence.entriesChanged(parent);
    entered(parent, node, step);
    Namespace.eachFile(node, this::renamed);
    Namespace.eachNode(node, each -> each.waiters().wakeAll());
  }

  private void renamed(FileNode file) {
    settle(file);
    if (file.state() == FileState.COMMITTED) {
      owe(file);
      if (file.writers() == 0) {
        persistence.persist(file);
      }
      committed(file.path());
    }
  }

  // ---- rules given at run time

  /**
   * The rules have changed: those of every path are looked up again, what has happened so far may
   * fulfil them, and all who wait ask again. What is committed stays committed.
   */
  public void rulesChanged() {
    commitRules.forgetAll();
    namespace.lookUpRules();
    Namespace.eachNode(
        namespace.root(),
        node -> {
          if (node instanceof FileNode file) {
            watchDependencies(file);
            if (file.state() == FileState.COMMITTED && file.writers() == 0) {
              persistence.persist(file);
            }
          }
          settle(node);
          node.waiters().wakeAll();
        });
    namespace.awaited().values().forEach(WaitList::wakeAll);
  }
}
