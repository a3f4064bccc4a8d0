package io.capio.server.disk;

/** An entry of a directory on the disk. */
public record DiskEntry(String name, EntryKind kind) {}
