/**
 * Man pages and the script for completion, made from the model of the command line. Called by the
 * build and by {@code capio-run completion}; stateless.
 */
package io.capio.launcher.document;
