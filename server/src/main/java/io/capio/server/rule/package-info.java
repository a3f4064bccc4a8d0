/**
 * Rules given at run time: a socket that takes them, and the hand-over to the request loop. The
 * threads {@code capio-srv-rule-*} only parse; the loop alone, which owns the rules, applies.
 */
package io.capio.server.rule;
