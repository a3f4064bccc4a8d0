package io.capio.client;

import java.io.IOException;

/** Starts the process of a server. Called on any thread. */
@FunctionalInterface
public interface ServerLauncher {
  /** As {@link ProcessBuilder#start} of that builder. */
  Process launch(ProcessBuilder builder) throws IOException;
}
