/**
 * CAPIO as a few calls in the manner of POSIX, for I/O modules that are written for it: {@link
 * io.capio.client.posix.CapioPosix} is what PyCAPIO's {@code pycapio.internals} is in Python, on
 * top of {@link io.capio.client.CapioClient}. Thread-safe; nothing is bound to the calling thread.
 */
package io.capio.client.posix;
