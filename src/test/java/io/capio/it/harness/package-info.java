/**
 * What the end-to-end tests share: a workflow per test, programs that run and are watched, and the
 * check for what a test leaves behind. Called by the tests from one thread each.
 */
package io.capio.it.harness;
