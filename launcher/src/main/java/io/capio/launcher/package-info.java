/**
 * The command {@code capio-run}: what its command line means, and how its own failures are told.
 * The sub-packages do the work. One thread; only {@code Main} ends the JVM.
 */
package io.capio.launcher;
