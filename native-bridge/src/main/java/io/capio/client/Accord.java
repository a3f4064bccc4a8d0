package io.capio.client;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.ipc.Disk;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.ServedRules;
import io.capio.ipc.ServerAnnouncement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a program may join a server that somebody else started, for a directory and with rules of
 * its own. One that nobody uses any more goes by itself, a moment after its last client: it is not
 * joined if it does not suit but waited for, so that its successor does. For one thread.
 */
final class Accord {
  /** Programs that are ending leave their server within this time. */
  private static final long USERS_LEAVE_WITHIN_NANOS = 2_000_000_000L;

  /** An idle server ends after a second; more if the machine is busy, or never if it owes files. */
  private static final long IDLE_ENDS_WITHIN_NANOS = 6_000_000_000L;

  private final Settings settings;
  private final Path directory;
  private final ObjectNames names;
  private final ServerStart.Wish wish;
  private ServedRules wanted;
  private ServerAnnouncement unsuitable;
  private long since;

  Accord(Settings settings, Path directory, ObjectNames names, ServerStart.Wish wish) {
    this.settings = settings;
    this.directory = directory;
    this.names = names;
    this.wish = wish;
  }

  /**
   * Whether that server is to be joined now; otherwise to be asked again a little later.
   *
   * @param announced what it says of itself; a native one says nothing, and is taken as it is
   * @throws CapioUnavailableException if it stays, with rules that do not suit
   */
  boolean isGivenBy(Optional<ServerAnnouncement> announced) throws IOException {
    // whoever started a server to stay has decided; another directory is refused on joining
    if (wish == ServerStart.Wish.JOIN || announced.isEmpty() || !announced.get().endsWhenIdle()) {
      return true;
    }
    ServerAnnouncement server = announced.get();
    boolean sameRules = server.rules().satisfy(wanted());
    boolean suits = sameRules && server.directory().equals(directory);
    if (suits && wish == ServerStart.Wish.JOIN_OR_START) {
      return true;
    }
    if (unsuitable == null || !unsuitable.equals(server)) {
      unsuitable = server;
      since = System.nanoTime();
    }
    long limit = names.hasSessions() ? USERS_LEAVE_WITHIN_NANOS : IDLE_ENDS_WITHIN_NANOS;
    if (System.nanoTime() - since <= limit) {
      return false;
    }
    // a file that was edited while its workflow runs is still that workflow's
    if (wish == ServerStart.Wish.JOIN_OR_START
        && !sameRules
        && !server.rules().origin().equals(wanted().origin())) {
      throw new CapioUnavailableException(
          "workflow "
              + names.workflow()
              + " is served with other rules ("
              + server.rules()
              + ", process "
              + server.process().pid()
              + ") than those asked for ("
              + wanted()
              + "); wait until its programs have ended, or give this one another name with "
              + Setting.WORKFLOW_NAME.option());
    }
    return true;
  }

  /** Read once and not before there is a server to compare them with. */
  private ServedRules wanted() throws IOException {
    if (wanted == null) {
      wanted = wantedBy(settings);
    }
    return wanted;
  }

  /** The rules that a server would have that was started with these settings. */
  static ServedRules wantedBy(Settings settings) throws IOException {
    if (settings.stream()) {
      return ServedRules.streaming(settings.memOnly());
    }
    return settings.capioCl().isEmpty()
        ? ServedRules.none(settings.memOnly())
        : ServedRules.of(Disk.path(settings.capioCl()), settings.memOnly());
  }
}
