/**
 * Programs as a scientist would write them, with the JDK and nothing else: one derives a table from
 * a file, the others summarise the table, at once or in two steps. They know nothing of CAPIO; the
 * demo, the README and the end-to-end tests run them under it. Each is one thread and one pass over
 * its input.
 */
package io.capio.examples;
