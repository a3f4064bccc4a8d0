/**
 * Well-known libraries doing what programs do with them: written in one JVM, read and checked in
 * another. {@link io.capio.it.library.Libraries} is the program that the tests start; one class for
 * each library, which knows nothing of CAPIO. Everything runs on the main thread, apart from the
 * threads that the libraries start themselves.
 */
package io.capio.it.library;
