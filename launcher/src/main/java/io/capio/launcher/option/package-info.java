/**
 * What every command shares: the options that come from {@code Setting}, the exit statuses of the
 * launcher's own failures, where the parts of the installation lie, and how it talks to the user on
 * standard error. Called by the commands; confined to the main thread but for {@code Progress}.
 */
package io.capio.launcher.option;
