package io.capio.server.storage;

import java.io.IOException;

/** Neither memory nor the spill directory can hold more content. */
public final class StorageFullException extends IOException {
  private static final long serialVersionUID = 1L;

  StorageFullException(String message) {
    super(message);
  }
}
