package io.capio.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.capio.it.harness.Browser;
import io.capio.it.harness.OwnWorkflow;
import io.capio.it.harness.Running;
import io.capio.it.harness.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code capio-run workflow report}, and what a browser makes of it. */
@Tag("e2e")
@ExtendWith(OwnWorkflow.class)
class ReportIT {
  /** The name of a file that would be markup if it were not escaped. */
  private static final String NAME = "a<b>.csv";

  private static Path report(Workflow workflow) throws IOException {
    Path flow =
        WorkflowIT.file(
            workflow,
            WorkflowIT.java("give", "Produce", "'data/" + NAME + "', 3000000"),
            WorkflowIT.java("take", "Consume", "'data/" + NAME + "'"));
    // a file that is on the disk already when its reader starts is read without the server
    Files.writeString(flow, "mem-only: true\n" + Files.readString(flow));
    workflow.capioRun("workflow", "run", flow).succeeds();
    workflow.capioRun("workflow", "run", "--sequential", flow).succeeds();
    Path page = workflow.folder().resolve("report.html");
    Running report = workflow.capioRun("workflow", "report", flow, "--output", page).succeeds();
    assertThat(report.output()).isEqualTo(page + "\n");
    return page;
  }

  @Test
  void withoutARun_itSaysWhatToDo(Workflow workflow) throws IOException {
    Path flow = WorkflowIT.file(workflow, WorkflowIT.java("one", "Behave", "exit, 0"));
    Running report = workflow.capioRun("workflow", "report", flow);
    assertThat(report.status()).isEqualTo(64);
    assertThat(report.errors())
        .contains("no run of workflow " + workflow.name() + " is recorded in ")
        .contains("capio-run workflow run records one");
  }

  @Test
  void thePage_showsStepsAndFiles_inTablesAndInABrowser(Workflow workflow) throws IOException {
    Path page = report(workflow);
    String html = Files.readString(page);
    assertThat(html)
        .contains("<th scope=\"row\">give</th><td>a&lt;b&gt;.csv</td>")
        .contains("3.0 MB")
        .doesNotContain("a<b>.csv", "src=", "@DATA@", "@FILES@");
    assumeTrue(
        Browser.isInstalled(),
        "no chromium and chromedriver on the PATH: the page was not looked at in a browser");
    Path profile = Files.createDirectory(workflow.folder().resolve("profile"));
    try (Browser browser = Browser.start(profile)) {
      browser.open(page);
      lookAt(browser);
    }
  }

  private static void lookAt(Browser browser) throws IOException {
    assertThat(browser.run("return document.title").asText()).startsWith("Workflow it-");
    JsonNode bars =
        browser.run(
            "const count = kind => document.querySelectorAll('#chart g .' + kind).length;"
                + "return ['step', 'write', 'read', 'openmark', 'commitmark'].map(count)");
    assertThat(bars.get(0).asInt()).as("steps drawn").isEqualTo(2);
    assertThat(bars.get(1).asInt()).as("bars of writing").isPositive();
    assertThat(bars.get(2).asInt()).as("bars of reading").isPositive();
    assertThat(bars.get(3).asInt()).as("marks of opening").isEqualTo(2);
    assertThat(bars.get(4).asInt()).as("marks of commits").isEqualTo(1);
    assertThat(labels(browser)).contains("give", "take", NAME);
    assertThat(browser.run("return document.querySelectorAll('#files tbody tr').length").asInt())
        .isEqualTo(2);
    assertThat(browser.run("return document.querySelector('#gain').textContent").asText())
        .endsWith("\u00d7");
    assertThat(browser.run("return document.querySelectorAll('#other g .step').length").asInt())
        .as("steps of the run to compare with")
        .isEqualTo(2);
    assertThat(browser.run("return performance.getEntriesByType('resource').length").asInt())
        .as("things that the page loads")
        .isZero();
    zoom(browser);
    group(browser);
    details(browser);
    onAPhone(browser);
  }

  private static String labels(Browser browser) throws IOException {
    return browser
        .run("return [...document.querySelectorAll('#chart title')].map(t => t.textContent)")
        .toString();
  }

  private static void zoom(Browser browser) throws IOException {
    String width =
        "const [a] = document.querySelectorAll('#chart g .step'); return a.getBBox().width";
    double before = browser.run(width).asDouble();
    browser.run("document.getElementById('in').click()");
    browser.run("document.getElementById('left').click(); document.getElementById('left').click()");
    assertThat(browser.run(width).asDouble()).isGreaterThan(before);
    browser.run("document.getElementById('all').click()");
    assertThat(browser.run(width).asDouble()).isEqualTo(before);
  }

  private static void group(Browser browser) throws IOException {
    browser.run("document.getElementById('byfile').click()");
    assertThat(
            browser.run("return document.querySelector('#chart .name title').textContent").asText())
        .isEqualTo(NAME);
    browser.run("document.getElementById('bystep').click()");
  }

  private static void details(Browser browser) throws IOException {
    browser.run(
        "document.querySelector('#chart g .write').dispatchEvent("
            + "new PointerEvent('pointermove', {bubbles: true, clientX: 400, clientY: 300}))");
    assertThat(browser.run("return document.getElementById('tip').innerText").asText())
        .startsWith("give, " + NAME)
        .contains("written");
  }

  /** Only tables are wider than the screen, in frames that scroll. */
  private static void onAPhone(Browser browser) throws IOException {
    browser.run("document.body.style.width = '380px'; dispatchEvent(new Event('resize'))");
    JsonNode tooWide =
        browser.run(
            "const edge = document.body.getBoundingClientRect().right;"
                + "return [...document.querySelectorAll('body *:not(svg *, table, tr, td, th,"
                + " thead, tbody)')].filter(e => e.getBoundingClientRect().right > edge)"
                + ".map(e => e.outerHTML.slice(0, 100))");
    assertThat(tooWide).isEmpty();
    browser.run("document.body.style.width = ''; dispatchEvent(new Event('resize'))");
  }
}
