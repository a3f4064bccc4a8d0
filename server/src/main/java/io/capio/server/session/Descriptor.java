package io.capio.server.session;

import io.capio.server.files.Handle;

/**
 * What a descriptor number of a session stands for.
 *
 * @param handle the open file
 * @param cursor the offset, shared by descriptors that {@code dup} made of each other
 */
record Descriptor(Handle handle, Cursor cursor) {}
