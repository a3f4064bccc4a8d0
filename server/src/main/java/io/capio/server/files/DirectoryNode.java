package io.capio.server.files;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A directory: entries by name, and in the order in which they appeared. */
public final class DirectoryNode extends Node {
  private final Map<String, Node> byName = new HashMap<>();
  private final NavigableMap<Long, Node> byOrder = new TreeMap<>();
  private boolean onDisk;
  private long lastOrder;

  DirectoryNode(int mode, boolean onDisk) {
    super(mode);
    this.onDisk = onDisk;
  }

  @Override
  public boolean isDirectory() {
    return true;
  }

  /** Whether the directory also exists on the disk, so that its entries there count too. */
  @Override
  public boolean isOnDisk() {
    return onDisk;
  }

  /** Says whether it exists on the disk. */
  public void onDisk(boolean exists) {
    onDisk = exists;
  }

  /** The entry of that name that the server keeps, or null. */
  public Node child(String name) {
    return byName.get(name);
  }

  /** All entries that the server keeps, in order of appearance. */
  public Collection<Node> children() {
    return byOrder.values();
  }

  /** Entries that appeared after the one of that order. */
  Collection<Node> childrenAfter(long order) {
    return byOrder.tailMap(order, false).values();
  }

  void add(String name, Node node) {
    node.attach(this, name, ++lastOrder);
    byName.put(name, node);
    byOrder.put(lastOrder, node);
  }

  void remove(Node node) {
    byName.remove(node.name(), node);
    byOrder.remove(node.order());
    node.attach(null, node.name(), 0);
  }
}
