/**
 * End-to-end tests: real JVMs and servers, the packaged artifacts, the scripts as a user calls
 * them. Each test has a workflow of its own and leaves no process, no shared memory and no thread
 * behind; the JDK of the programs is the one that runs the tests.
 */
package io.capio.it;
