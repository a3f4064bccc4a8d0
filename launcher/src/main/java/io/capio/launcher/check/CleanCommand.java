package io.capio.launcher.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.capio.client.settings.Setting;
import io.capio.ipc.ObjectNames;
import io.capio.ipc.WorkflowObjects;
import io.capio.launcher.option.LauncherException;
import io.capio.launcher.option.SettingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code capio-run clean}. */
@Command(
    name = "clean",
    description = {
      "Removes what servers that were killed left in /dev/shm. What a living one uses, and what",
      "belongs to other users, is left alone."
    },
    optionListHeading = "%nOptions:%n",
    footer = "%nExample: capio-run clean --dry-run",
    sortOptions = false,
    usageHelpWidth = 96)
public final class CleanCommand implements Callable<Integer> {
  @Option(
      names = {"--workflow", "--workflow-name"},
      paramLabel = "NAME",
      description = "only this workflow, also if a native server left it")
  private String workflow;

  @Option(names = "--dry-run", description = "tell what would be removed")
  private boolean trial;

  @Option(names = "--json", description = "as a JSON document")
  private boolean json;

  private CleanCommand() {}

  /** The sub-command, whose options go where the main command's go. */
  public static CommandLine commandLine(SettingOptions options) {
    CommandLine command = new CommandLine(new CleanCommand());
    options.addTo(command.getCommandSpec(), Setting.VERBOSE);
    return command;
  }

  @Override
  public Integer call() throws IOException {
    List<Cleaning> done = new ArrayList<>();
    for (WorkflowObjects objects : found()) {
      done.add(Cleaning.of(objects, workflow != null, trial));
    }
    if (json) {
      ArrayNode array = new ObjectMapper().createArrayNode();
      for (Cleaning one : done) {
        array
            .addObject()
            .put("workflow", one.workflow())
            .put("action", one.action())
            .put("objects", one.objects())
            .put("reason", one.reason());
      }
      System.out.println(array.toPrettyString());
    } else if (done.isEmpty()) {
      System.out.println(
          "nothing "
              + (workflow == null ? "of CAPIO" : "of workflow " + workflow)
              + " is in /dev/shm");
    } else {
      done.forEach(one -> System.out.println(one.line()));
    }
    return 0;
  }

  private List<WorkflowObjects> found() throws IOException {
    if (workflow == null) {
      return WorkflowObjects.all();
    }
    try {
      return WorkflowObjects.of(new ObjectNames(workflow)).stream().toList();
    } catch (IllegalArgumentException e) {
      throw LauncherException.usage(e.getMessage(), e);
    }
  }
}
