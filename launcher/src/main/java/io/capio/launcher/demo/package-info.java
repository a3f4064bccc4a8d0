/**
 * The demonstration: two unmodified programs share a file while it is written, and then do the same
 * one after the other on the plain disk. Called by the command; the programs' output is read by a
 * thread for each.
 */
package io.capio.launcher.demo;
