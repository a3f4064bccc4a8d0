package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.capio.it.harness.Artifacts;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class DoctorIT {
  private static Running doctor(Workflow workflow, Map<String, String> environment)
      throws IOException {
    return workflow.start(
        environment, Workflow.command(List.of(Artifacts.CAPIO_RUN, "doctor", "--json")));
  }

  private static JsonNode check(JsonNode document, String about) {
    for (JsonNode check : document.get("checks")) {
      if (check.get("about").asText().equals(about)) {
        return check;
      }
    }
    throw new AssertionError("nothing about " + about + " in " + document);
  }

  @Test
  void machineThatRunsThisTest_hasNoErrorAndEverythingIsTried(Workflow workflow)
      throws IOException {
    JsonNode document = new ObjectMapper().readTree(doctor(workflow, Map.of()).succeeds().output());
    List<String> about = new ArrayList<>();
    document.get("checks").forEach(check -> about.add(check.get("about").asText()));
    assertThat(about)
        .containsExactly(
            "java",
            "processors",
            "memory",
            "/dev/shm",
            "open files",
            "native library",
            "native server",
            "embedded server",
            "agent",
            "attach");
    assertThat(check(document, "agent").get("status").asText()).isEqualTo("ok");
    assertThat(check(document, "attach").get("status").asText()).isEqualTo("ok");
  }

  @Test
  void libraryThatCannotBeUnpacked_isAnErrorWithARemedy(Workflow workflow) throws IOException {
    Running run =
        doctor(workflow, Map.of("JAVA_TOOL_OPTIONS", "-Djna.tmpdir=/proc/no -Djna.nosys=true"));
    assertThat(run.status()).as(run::toString).isEqualTo(69);
    JsonNode check = check(new ObjectMapper().readTree(run.output()), "native library");
    assertThat(check.get("status").asText()).isEqualTo("error");
    assertThat(check.get("remedy").asText()).contains("jna.tmpdir");
  }

  @Test
  void serverThatDoesNotRun_isAWarningAndItsFirstWordIsTold(Workflow workflow) throws IOException {
    Path broken =
        Files.setPosixFilePermissions(
            Files.writeString(
                workflow.folder().resolve("capio_server"), "#!/bin/sh\necho no libmpi\nexit 127\n"),
            PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = broken.getParent() + ":/usr/bin:/bin";
    JsonNode document =
        new ObjectMapper().readTree(doctor(workflow, Map.of("PATH", path)).succeeds().output());
    JsonNode check = check(document, "native server");
    assertThat(check.get("status").asText()).isEqualTo("warning");
    assertThat(check.get("seen").asText()).contains(broken.toString(), "no libmpi");
  }
}
