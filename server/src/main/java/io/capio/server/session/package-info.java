/**
 * Clients: sessions with their queues and descriptors, the processes behind them, and how their end
 * is noticed. Confined to the request loop; nothing here ever waits for a client.
 */
package io.capio.server.session;
