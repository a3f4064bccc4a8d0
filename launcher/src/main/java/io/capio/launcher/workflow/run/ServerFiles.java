package io.capio.launcher.workflow.run;

import io.capio.client.settings.Setting;
import io.capio.client.settings.Settings;
import io.capio.launcher.option.Installation;
import io.capio.launcher.workflow.file.WorkflowFile;
import io.capio.launcher.workflow.record.Mode;
import io.capio.launcher.workflow.record.Records;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that the server of a run needs: the rules of the workflow file, for the time of the run,
 * and the trace.
 */
final class ServerFiles implements Closeable {
  private final Path rules;
  private final Settings settings;

  private ServerFiles(Path rules, Settings settings) {
    this.rules = rules;
    this.settings = settings;
  }

  static ServerFiles of(WorkflowFile workflow, Mode mode, Records records) throws IOException {
    Path rules = null;
    String configuration = workflow.settings().capioCl();
    if (!workflow.rules().isEmpty()) {
      rules = Files.createTempFile("capio-rules-", ".json");
      Files.writeString(rules, workflow.rules());
      configuration = rules.toString();
    }
    List<String> server = new ArrayList<>(Installation.embeddedServer());
    if (records != null) {
      server.addAll(List.of("--trace", records.trace(mode).toString()));
    }
    return new ServerFiles(
        rules,
        workflow.with(Setting.CAPIO_CL, configuration).withEmbeddedServer(List.copyOf(server)));
  }

  /** Those of the server. */
  Settings settings() {
    return settings;
  }

  @Override
  public void close() throws IOException {
    if (rules != null) {
      Files.deleteIfExists(rules);
    }
  }
}
