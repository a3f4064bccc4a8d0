/**
 * What requests of both wires have in common: reading and writing of files, moving bytes through a
 * session's queues, and changes of the tree in memory and on the disk together. Confined to the
 * request loop; nothing here waits.
 */
package io.capio.server.operation;
