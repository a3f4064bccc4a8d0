/**
 * Recognises what the user wants to run: a jar, a directory of classes, a main class, a module or a
 * source file. Called by the command; reads files and directories, starts nothing. Everything here
 * is immutable.
 */
package io.capio.launcher.target;
