/**
 * A program that knows CAPIO: two of its methods are steps of a workflow, on a thread each, and the
 * rest of it goes to the disk as ever.
 */
package io.capio.examples.context;
