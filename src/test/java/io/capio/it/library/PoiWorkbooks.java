package io.capio.it.library;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** POI: workbooks of both formats, with temporary files, and changed in place. */
final class PoiWorkbooks implements Exercise {
  private static final int ROWS = 1000;

  @Override
  public void write(Path folder) throws Exception {
    try (SXSSFWorkbook book = new SXSSFWorkbook(50)) {
      book.setCompressTempFiles(true);
      fill(book);
      try (FileOutputStream out = new FileOutputStream(folder.resolve("new.xlsx").toFile())) {
        book.write(out);
      }
    }
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      fill(book);
      book.write(folder.resolve("new.xls").toFile());
    }
    File changed = folder.resolve("changed.xlsx").toFile();
    Files.copy(folder.resolve("new.xlsx"), changed.toPath(), StandardCopyOption.REPLACE_EXISTING);
    // saved when it is closed: through a temporary file, to where it came from
    try (OPCPackage file = OPCPackage.open(changed, PackageAccess.READ_WRITE)) {
      file.getPackageProperties().setTitleProperty("changed");
    }
    Path old = Files.copy(folder.resolve("new.xls"), folder.resolve("changed.xls"));
    try (POIFSFileSystem files = new POIFSFileSystem(old.toFile(), false);
        HSSFWorkbook book = new HSSFWorkbook(files)) {
      book.createSheet("more").createRow(0).createCell(0).setCellValue("changed");
      book.write();
    }
  }

  private static void fill(Workbook book) {
    Sheet sheet = book.createSheet("numbers");
    for (int i = 0; i < ROWS; i++) {
      Row row = sheet.createRow(i);
      row.createCell(0).setCellValue(i);
      row.createCell(1).setCellValue("row " + i);
    }
  }

  @Override
  public void read(Path folder) throws Exception {
    try (OPCPackage file =
            OPCPackage.open(folder.resolve("new.xlsx").toFile(), PackageAccess.READ);
        XSSFWorkbook book = new XSSFWorkbook(file)) {
      check(book, "new.xlsx");
    }
    try (FileInputStream in = new FileInputStream(folder.resolve("new.xlsx").toFile());
        Workbook book = new XSSFWorkbook(in)) {
      check(book, "the stream of new.xlsx");
    }
    for (String name : List.of("new.xls", "changed.xls", "changed.xlsx")) {
      check(folder.resolve(name).toFile());
    }
    try (HSSFWorkbook book =
        new HSSFWorkbook(new POIFSFileSystem(folder.resolve("changed.xls").toFile(), true))) {
      Check.equal(
          "changed",
          book.getSheet("more").getRow(0).getCell(0).getStringCellValue(),
          "cell added to changed.xls");
    }
    try (OPCPackage file =
        OPCPackage.open(folder.resolve("changed.xlsx").toFile(), PackageAccess.READ)) {
      Check.equal(
          "changed",
          file.getPackageProperties().getTitleProperty().orElse(null),
          "title given to changed.xlsx");
    }
  }

  private static void check(File file) throws IOException {
    try (Workbook book = WorkbookFactory.create(file, null, true)) {
      check(book, file.getName());
    }
  }

  private static void check(Workbook book, String what) {
    Sheet sheet = book.getSheet("numbers");
    Check.equal(ROWS - 1, sheet.getLastRowNum(), "last row of " + what);
    for (Row row : sheet) {
      int i = row.getRowNum();
      Check.equal((double) i, row.getCell(0).getNumericCellValue(), "number in " + what);
      Check.equal("row " + i, row.getCell(1).getStringCellValue(), "text in " + what);
    }
  }
}
