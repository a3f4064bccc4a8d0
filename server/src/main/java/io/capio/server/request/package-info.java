/**
 * What each request means: the 24 of the base wire and the extensions, in classes by subject. The
 * handlers keep no state of their own; a request that has to wait says so and is attempted again.
 * Called by the request loop only.
 */
package io.capio.server.request;
