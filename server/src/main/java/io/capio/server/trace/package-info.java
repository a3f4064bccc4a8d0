/**
 * What the steps of a workflow do with its files: bytes counted by application, and, on request, a
 * file of events that tells who opened, wrote, read, awaited and committed what, and when. Called
 * by the handlers and the life cycle of files; confined to the request loop. Knows nothing of the
 * rest of the server.
 */
package io.capio.server.trace;
