package io.capio.it.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMFileWriter;
import htsjdk.samtools.SAMFileWriterFactory;
import htsjdk.samtools.SamReader;
import htsjdk.samtools.SamReaderFactory;
import htsjdk.variant.variantcontext.writer.Options;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.LineIterator;

/** Formats that are written and read from the beginning to the end, at the same time. */
public final class StreamedFormats implements Exercise {
  /** The names of the files, in the order in which they are written. */
  public static final List<String> FILES =
      List.of("archive.tar.gz", "archive.zip", "rows.ndjson", "reads.bam", "calls.vcf.gz", "lines");

  private static final int ENTRIES = 300;
  private static final int LINES = 50_000;

  StreamedFormats() {}

  private static byte[] content(int i) {
    return ("entry " + i + "\n").repeat(i * 20).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(Path folder) throws Exception {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(
            new GzipCompressorOutputStream(
                new BufferedOutputStream(
                    Files.newOutputStream(folder.resolve("archive.tar.gz")))))) {
      for (int i = 0; i < ENTRIES; i++) {
        TarArchiveEntry entry = new TarArchiveEntry("f" + i);
        entry.setSize(content(i).length);
        tar.putArchiveEntry(entry);
        tar.write(content(i));
        tar.closeArchiveEntry();
      }
    }
    try (ZipArchiveOutputStream zip =
        new ZipArchiveOutputStream(new FileOutputStream(folder.resolve("archive.zip").toFile()))) {
      for (int i = 0; i < ENTRIES; i++) {
        zip.putArchiveEntry(new ZipArchiveEntry("f" + i));
        zip.write(content(i));
        zip.closeArchiveEntry();
      }
    }
    try (SequenceWriter out =
        new ObjectMapper()
            .writer()
            .withRootValueSeparator("\n")
            .writeValues(folder.resolve("rows.ndjson").toFile())) {
      for (int i = 0; i < LINES; i++) {
        out.write(Map.of("id", i));
      }
    }
    SAMFileHeader header = HtsjdkGenome.header();
    try (SAMFileWriter writer =
        new SAMFileWriterFactory().makeBAMWriter(header, true, folder.resolve("reads.bam"))) {
      for (int i = 0; i < HtsjdkGenome.READS; i++) {
        writer.addAlignment(HtsjdkGenome.alignment(header, i));
      }
    }
    HtsjdkGenome.variants(folder.resolve("calls.vcf.gz"), EnumSet.noneOf(Options.class));
    try (FileOutputStream out = FileUtils.openOutputStream(folder.resolve("lines").toFile())) {
      for (int i = 0; i < LINES; i++) {
        out.write((i + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  public void read(Path folder) throws Exception {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(
                new BufferedInputStream(Files.newInputStream(folder.resolve("archive.tar.gz")))))) {
      int count = 0;
      while (tar.getNextEntry() != null) {
        same(count++, tar.readAllBytes(), "the streamed tar");
      }
      Check.equal(ENTRIES, count, "entries of the streamed tar");
    }
    try (ZipArchiveInputStream zip =
        new ZipArchiveInputStream(
            new BufferedInputStream(new FileInputStream(folder.resolve("archive.zip").toFile())))) {
      int count = 0;
      while (zip.getNextEntry() != null) {
        same(count++, zip.readAllBytes(), "the streamed zip");
      }
      Check.equal(ENTRIES, count, "entries of the streamed zip");
    }
    try (MappingIterator<JsonNode> rows =
        new ObjectMapper()
            .readerFor(JsonNode.class)
            .readValues(folder.resolve("rows.ndjson").toFile())) {
      int count = 0;
      while (rows.hasNext()) {
        Check.equal(count++, rows.next().path("id").asInt(), "a row");
      }
      Check.equal(LINES, count, "rows");
    }
    try (SamReader reader = SamReaderFactory.makeDefault().open(folder.resolve("reads.bam"))) {
      Check.equal(
          HtsjdkGenome.READS, HtsjdkGenome.inOrder(reader.iterator()), "streamed alignments");
    }
    Check.equal(
        HtsjdkGenome.READS,
        HtsjdkGenome.variantsInOrder(folder.resolve("calls.vcf.gz"), false),
        "streamed variants");
    try (LineIterator lines = FileUtils.lineIterator(folder.resolve("lines").toFile(), "UTF-8")) {
      int count = 0;
      while (lines.hasNext()) {
        Check.equal("" + count++, lines.next(), "a line");
      }
      Check.equal(LINES, count, "lines");
    }
  }

  private static void same(int i, byte[] actual, String what) throws IOException {
    Check.equal(
        new String(content(i), StandardCharsets.UTF_8),
        new String(actual, StandardCharsets.UTF_8),
        "entry " + i + " of " + what);
  }
}
