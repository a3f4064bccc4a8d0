/**
 * The JDK's file API on CAPIO files: a file system of scheme {@code capio} for {@code
 * java.nio.file}, and {@link io.capio.fs.JavaIo} for {@code java.io}. Called by the agent's bridge,
 * or by a program that wants CAPIO without the agent. Thread-safe; an operation may wait for
 * another step as {@link io.capio.client} says.
 */
package io.capio.fs;
