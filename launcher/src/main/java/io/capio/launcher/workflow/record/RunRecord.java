package io.capio.launcher.workflow.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.capio.launcher.option.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of a workflow. Times are microseconds since 1970.
 *
 * @param format version of this document
 * @param workflow its name
 * @param mode {@code concurrent} or {@code sequential}
 * @param file the workflow file
 * @param directory the CAPIO directory
 * @param processors of the machine
 * @param java version of the JDK that ran the launcher
 * @param capio version of the launcher
 * @param begin before the server was started
 * @param stepsBegin when the server served and the first step was started
 * @param stepsEnd when the last step had ended
 * @param end when everything was on the disk and the server gone
 * @param status what the launcher ended with
 * @param failed the step that failed first, empty if none
 * @param steps in the order of the file
 */
public record RunRecord(
    int format,
    String workflow,
    String mode,
    String file,
    String directory,
    int processors,
    String java,
    String capio,
    long begin,
    long stepsBegin,
    long stepsEnd,
    long end,
    int status,
    String failed,
    List<StepRecord> steps) {
  /** The version that this code writes. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * A step of a run.
   *
   * @param name its name
   * @param app its name in CAPIO-CL
   * @param pid its process, 0 if it was never started
   * @param command what was run
   * @param begin its start, 0 if it was never started
   * @param end its end
   * @param status what it ended with, 128 and the signal's number if a signal ended it
   * @param state how it ended, in a word
   * @param written bytes that went through the server
   * @param read bytes that went through the server
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StepRecord(
      String name,
      String app,
      long pid,
      List<String> command,
      long begin,
      long end,
      int status,
      String state,
      long written,
      long read) {}

  /** Writes it, replacing the record of an earlier run. */
  public void write(Path path) throws IOException {
    Files.write(path, JSON.writeValueAsBytes(this));
  }

  /** The document. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw LauncherException.internal("a record cannot be written", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws LauncherException (data) if the file is none of this version
   */
  public static RunRecord read(Path path) throws IOException {
    try {
      RunRecord read = JSON.readValue(Files.readAllBytes(path), RunRecord.class);
      if (read.format() == FORMAT && read.steps() != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw LauncherException.data(path + ": this is no record of a run", e);
    }
    throw LauncherException.data(path + ": this record was written by another version", null);
  }
}
