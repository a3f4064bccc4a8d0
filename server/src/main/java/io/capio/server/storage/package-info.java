/**
 * Bytes of files: a pool of shared-memory extents, the content of one file made of them, and the
 * ranges that have been written. Knows nothing of paths, sessions or rules. Confined to the
 * server's request loop, except where a class says that the disk thread may read pinned extents.
 */
package io.capio.server.storage;
