package io.capio.it.library;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NativeFSLockFactory;
import org.apache.lucene.store.SimpleFSLockFactory;

/** Lucene: indexes in both kinds of directories, with both kinds of locks. */
final class LuceneIndex implements Exercise {
  private static final int DOCUMENTS = 2000;
  private static final List<String> KINDS = List.of("niofs", "mmap", "simple");

  private static FSDirectory open(Path folder, String kind) throws IOException {
    Path path = folder.resolve(kind);
    return switch (kind) {
      case "niofs" -> new NIOFSDirectory(path, NativeFSLockFactory.INSTANCE);
      case "mmap" -> new MMapDirectory(path, NativeFSLockFactory.INSTANCE);
      default -> new NIOFSDirectory(path, SimpleFSLockFactory.INSTANCE);
    };
  }

  private static IndexWriterConfig config() {
    return new IndexWriterConfig(new StandardAnalyzer()).setMaxBufferedDocs(300);
  }

  @Override
  public void write(Path folder) throws Exception {
    for (String kind : KINDS) {
      try (FSDirectory directory = open(folder, kind);
          IndexWriter writer = new IndexWriter(directory, config())) {
        for (int i = 0; i < DOCUMENTS; i++) {
          writer.addDocument(document(i));
          if (i % 900 == 899) {
            writer.commit();
          }
        }
        writer.deleteDocuments(new Term("id", "13"));
        boolean refused = false;
        try (IndexWriter second = new IndexWriter(directory, config())) {
          second.commit();
        } catch (LockObtainFailedException e) {
          refused = true;
        }
        Check.that(refused, "an index has only one writer");
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
          check(reader, kind, DOCUMENTS - 1);
        }
        writer.forceMerge(1);
      }
    }
  }

  private static Document document(int i) {
    Document document = new Document();
    document.add(new StringField("id", "" + i, Field.Store.YES));
    document.add(
        new TextField(
            "text",
            "This is document " + i + ", it is " + (i % 2 == 0 ? "even" : "odd"),
            Field.Store.YES));
    document.add(new IntField("number", i, Field.Store.NO));
    return document;
  }

  @Override
  public void read(Path folder) throws Exception {
    for (String kind : KINDS) {
      try (FSDirectory directory = open(folder, kind)) {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          check(reader, kind, DOCUMENTS - 1);
        }
        try (IndexWriter writer = new IndexWriter(directory, config())) {
          writer.addDocument(document(DOCUMENTS));
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          check(reader, kind, DOCUMENTS);
        }
        try (CheckIndex check = new CheckIndex(directory)) {
          check.setInfoStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
          Check.that(check.checkIndex().clean, "the index of " + kind + " is clean");
        }
      }
    }
  }

  private static void check(DirectoryReader reader, String kind, int documents) throws IOException {
    Check.equal(documents, reader.numDocs(), "documents of " + kind);
    IndexSearcher searcher = new IndexSearcher(reader);
    TopDocs odd =
        searcher.search(
            new TermQuery(new Term("text", "odd")),
            5,
            new Sort(IntField.newSortField("number", true, SortedNumericSelector.Type.MIN)));
    Check.equal(DOCUMENTS / 2L - 1, odd.totalHits.value, "odd documents of " + kind);
    Document last = searcher.storedFields().document(odd.scoreDocs[0].doc);
    Check.equal("" + (DOCUMENTS - 1), last.get("id"), "last odd document of " + kind);
    Check.equal(
        101,
        searcher.count(IntField.newRangeQuery("number", 500, 600)),
        String.format(Locale.ROOT, "documents of a range of %s", kind));
  }
}
