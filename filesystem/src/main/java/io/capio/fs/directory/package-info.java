/**
 * Open directories: their entries as they come, from the server or from the disk. Made by {@link
 * io.capio.fs.view}. One iterator for one thread at a time; all else may come from any thread.
 */
package io.capio.fs.directory;
