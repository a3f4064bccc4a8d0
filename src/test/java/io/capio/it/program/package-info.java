/**
 * Programs that the end-to-end tests run in JVMs of their own. They use the JDK alone and know
 * nothing of CAPIO or of the tests; each talks in lines on standard output.
 */
package io.capio.it.program;
