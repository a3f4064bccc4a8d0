/**
 * The CAPIO client library for the JVM: connects to the server of a workflow (or starts one), keeps
 * sessions, and offers the operations of the wire on files by path or by open handle. Called by the
 * file-system layer and the launcher, and usable alone. Thread-safe; nothing is bound to the
 * calling thread, and every wait ends with the server, the handle or the caller's deadline.
 */
package io.capio.client;
