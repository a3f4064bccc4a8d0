package io.capio.fs.attribute;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** The view {@code basic}, which offers no more than that. Thread-safe. */
public final class BasicView implements BasicFileAttributeView {
  private final AttributeAccess access;

  /**
   * @param access the file
   */
  public BasicView(AttributeAccess access) {
    this.access = access;
  }

  @Override
  public String name() {
    return "basic";
  }

  @Override
  public BasicFileAttributes readAttributes() throws IOException {
    return new BasicAttributes(access.read());
  }

  @Override
  public void setTimes(FileTime modified, FileTime accessed, FileTime created) throws IOException {
    new CapioAttributeView(name(), access).setTimes(modified, accessed, created);
  }
}
