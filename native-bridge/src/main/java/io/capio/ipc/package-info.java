/**
 * The inter-process layer: POSIX shared memory, named semaphores, slot queues and the request
 * codec, exactly as the CAPIO 1.0 wire states them. Used by the client library and by the embedded
 * server, so that both read one definition of the wire. Nothing here waits without a deadline, and
 * no class keeps a thread; a queue end is confined to one thread at a time by its owner.
 */
package io.capio.ipc;
