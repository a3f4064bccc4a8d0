/**
 * What every operation on a path means: which path is CAPIO's, what the server is asked, and what
 * the JDK makes of the answer. Called by the provider and {@link io.capio.fs.JavaIo}, which only
 * translate signatures. Works on paths of the default file system as the user spells them.
 * Thread-safe.
 */
package io.capio.fs.view;
