package io.capio.it.library;

import htsjdk.samtools.SAMFileHeader;
import htsjdk.samtools.SAMFileWriter;
import htsjdk.samtools.SAMFileWriterFactory;
import htsjdk.samtools.SAMRecord;
import htsjdk.samtools.SAMRecordIterator;
import htsjdk.samtools.SAMSequenceRecord;
import htsjdk.samtools.SamReader;
import htsjdk.samtools.SamReaderFactory;
import htsjdk.samtools.reference.FastaSequenceIndexCreator;
import htsjdk.samtools.reference.IndexedFastaSequenceFile;
import htsjdk.samtools.util.CloseableIterator;
import htsjdk.samtools.util.FileExtensions;
import htsjdk.variant.variantcontext.Allele;
import htsjdk.variant.variantcontext.VariantContext;
import htsjdk.variant.variantcontext.VariantContextBuilder;
import htsjdk.variant.variantcontext.writer.Options;
import htsjdk.variant.variantcontext.writer.VariantContextWriter;
import htsjdk.variant.variantcontext.writer.VariantContextWriterBuilder;
import htsjdk.variant.vcf.VCFFileReader;
import htsjdk.variant.vcf.VCFHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/** htsjdk: alignments sorted through temporary files, variants and sequences, with indexes. */
final class HtsjdkGenome implements Exercise {
  static final int READS = 3000;
  private static final int LENGTH = 1_000_000;
  private static final int BASES = 6000;

  /** The header of alignments in the order of their places. */
  static SAMFileHeader header() {
    SAMFileHeader header = new SAMFileHeader();
    header.addSequence(new SAMSequenceRecord("chr1", LENGTH));
    header.setSortOrder(SAMFileHeader.SortOrder.coordinate);
    return header;
  }

  /** An alignment that lies 100 bases behind the one before. */
  static SAMRecord alignment(SAMFileHeader header, int i) {
    SAMRecord read = new SAMRecord(header);
    read.setReadName("read" + i);
    read.setReferenceIndex(0);
    read.setAlignmentStart(1 + i * 100);
    read.setCigarString("8M");
    read.setReadString("ACGTACGT");
    read.setBaseQualityString("IIIIIIII");
    read.setMappingQuality(60);
    return read;
  }

  private static String bases(int i) {
    return String.valueOf("ACGT".charAt(i % 4)).repeat(60);
  }

  @Override
  public void write(Path folder) throws Exception {
    for (String name : List.of("reads.bam", "reads.sam")) {
      SAMFileWriterFactory factory =
          new SAMFileWriterFactory()
              .setCreateIndex(true)
              .setCreateMd5File(true)
              .setMaxRecordsInRam(500)
              .setTempDirectory(Files.createDirectories(folder.resolve("tmp")).toFile());
      SAMFileHeader header = header();
      try (SAMFileWriter writer =
          factory.makeWriter(header, false, folder.resolve(name), (Path) null)) {
        for (int i = READS - 1; i >= 0; i--) {
          writer.addAlignment(alignment(header, i));
        }
      }
    }
    for (String name : List.of("calls.vcf", "calls.vcf.gz")) {
      variants(folder.resolve(name), EnumSet.of(Options.INDEX_ON_THE_FLY));
    }
    StringBuilder fasta = new StringBuilder(">chr1\n");
    for (int i = 0; i < BASES / 60; i++) {
      fasta.append(bases(i)).append('\n');
    }
    Path sequence = folder.resolve("ref.fa");
    Files.writeString(sequence, fasta);
    FastaSequenceIndexCreator.create(sequence, true);
  }

  /** Writes variants, each 10 bases behind the one before. */
  static void variants(Path file, EnumSet<Options> options) {
    try (VariantContextWriter writer =
        new VariantContextWriterBuilder()
            .setOutputPath(file)
            .setReferenceDictionary(header().getSequenceDictionary())
            .setOptions(options)
            .build()) {
      VCFHeader header = new VCFHeader();
      header.setSequenceDictionary(header().getSequenceDictionary());
      writer.writeHeader(header);
      for (int i = 0; i < READS; i++) {
        writer.add(
            new VariantContextBuilder(
                    "test",
                    "chr1",
                    1 + i * 10,
                    1 + i * 10,
                    List.of(Allele.create("A", true), Allele.create("T", false)))
                .make());
      }
    }
  }

  @Override
  public void read(Path folder) throws Exception {
    for (boolean mapped : new boolean[] {false, true}) {
      alignments(folder.resolve("reads.bam"), mapped);
    }
    try (SamReader reader = SamReaderFactory.makeDefault().open(folder.resolve("reads.sam"))) {
      Check.equal(READS, inOrder(reader.iterator()), "alignments of the text");
    }
    for (String name : List.of("reads.bam.md5", "reads.sam.md5")) {
      Check.equal(32, Files.readString(folder.resolve(name)).strip().length(), "length of " + name);
    }
    for (String name : List.of("calls.vcf", "calls.vcf.gz")) {
      variantsIn(folder.resolve(name));
    }
    try (IndexedFastaSequenceFile fasta = new IndexedFastaSequenceFile(folder.resolve("ref.fa"))) {
      Check.equal(
          bases(70),
          new String(
              fasta.getSubsequenceAt("chr1", 70 * 60 + 1, 71 * 60).getBases(),
              StandardCharsets.US_ASCII),
          "bases of the sequence");
    }
  }

  private static void alignments(Path file, boolean mapped) throws IOException {
    SamReaderFactory factory = SamReaderFactory.makeDefault();
    if (!mapped) {
      factory.enable(SamReaderFactory.Option.DONT_MEMORY_MAP_INDEX);
    }
    try (SamReader reader = factory.open(file)) {
      Check.equal(READS, inOrder(reader.iterator()), "alignments");
      Check.that(reader.hasIndex(), "the alignments have an index");
      try (SAMRecordIterator found = reader.query("chr1", 100_001, 101_000, true)) {
        Check.equal(10L, found.stream().count(), "alignments of a region");
      }
    }
  }

  /** Counts them. */
  static int inOrder(SAMRecordIterator alignments) {
    int count = 0;
    try (alignments) {
      while (alignments.hasNext()) {
        SAMRecord read = alignments.next();
        Check.equal("read" + count, read.getReadName(), "name of an alignment");
        Check.equal(1 + count * 100, read.getAlignmentStart(), "place of an alignment");
        count++;
      }
    }
    return count;
  }

  private static void variantsIn(Path file) {
    Check.equal(READS, variantsInOrder(file, true), "variants of " + file);
    try (VCFFileReader reader = new VCFFileReader(file, true);
        CloseableIterator<VariantContext> found = reader.query("chr1", 10_001, 10_100)) {
      Check.equal(10L, found.stream().count(), "variants of a region of " + file);
    }
    String index = file + (file.toString().endsWith("gz") ? FileExtensions.TABIX_INDEX : ".idx");
    Check.that(Files.exists(Path.of(index)), "there is an index of " + file);
  }

  /** Counts them. */
  static int variantsInOrder(Path file, boolean indexed) {
    int count = 0;
    try (VCFFileReader reader = new VCFFileReader(file, indexed);
        CloseableIterator<VariantContext> all = reader.iterator()) {
      while (all.hasNext()) {
        Check.equal(1 + count * 10, all.next().getStart(), "place of a variant");
        count++;
      }
    }
    return count;
  }
}
