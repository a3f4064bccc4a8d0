/**
 * Random operations on a plain directory and on a CAPIO one, which must come to the same. {@link
 * io.capio.fs.differential.Operations} draws them, a family of operations in each class it asks;
 * {@link io.capio.fs.differential.Side} is one of the two worlds. Drawing is single-threaded.
 */
package io.capio.fs.differential;
