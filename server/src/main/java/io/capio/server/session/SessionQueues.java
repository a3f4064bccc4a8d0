package io.capio.server.session;

import io.capio.ipc.Geometry;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.SlotQueue;
import java.io.IOException;

/** The three queues of a session as its client has made them. */
record SessionQueues(SlotQueue responses, SlotQueue written, SlotQueue read) {

  /**
   * Opens them; those that are missing are made, as upstream's server does.
   *
   * @throws IOException if one cannot be opened or has another size than this server's
   */
  static SessionQueues open(ObjectNames names, int tid, Geometry geometry) throws IOException {
    SlotQueue.Shape data = SlotQueue.Shape.data(geometry);
    SlotQueue responses =
        SlotQueue.createOrOpen(names, names.responses(tid), SlotQueue.Shape.RESPONSES);
    SlotQueue written = null;
    try {
      written = SlotQueue.createOrOpen(names, names.written(tid), data);
      return new SessionQueues(
          responses, written, SlotQueue.createOrOpen(names, names.read(tid), data));
    } catch (IOException e) {
      responses.close();
      if (written != null) {
        written.close();
      }
      throw e;
    }
  }
}
