package io.capio.fs.attribute;

import java.io.IOException;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Set;

/** The view {@code dos}, which the JDK offers on Linux too. Thread-safe. */
public final class DosView implements DosFileAttributeView {
  /** Those of the attributes, with the view's name, that are only DOS's. */
  public static final Set<String> FLAGS =
      Set.of("dos:readonly", "dos:hidden", "dos:system", "dos:archive");

  private final AttributeAccess access;

  /**
   * @param access the file
   */
  public DosView(AttributeAccess access) {
    this.access = access;
  }

  @Override
  public String name() {
    return "dos";
  }

  @Override
  public DosFileAttributes readAttributes() throws IOException {
    return access.readDos();
  }

  @Override
  public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
    new CapioAttributeView(name(), access).setTimes(modified, accessed, created);
  }

  @Override
  public void setReadOnly(boolean value) throws IOException {
    access.setDosFlag("readonly", value);
  }

  @Override
  public void setHidden(boolean value) throws IOException {
    access.setDosFlag("hidden", value);
  }

  @Override
  public void setSystem(boolean value) throws IOException {
    access.setDosFlag("system", value);
  }

  @Override
  public void setArchive(boolean value) throws IOException {
    access.setDosFlag("archive", value);
  }
}
