package io.capio.fs.attribute;

import io.capio.client.AttributeChange;
import java.io.IOException;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;

/** Reads and changes the attributes of one path, wherever it lives. */
public interface AttributeAccess {
  /** The attributes now. */
  PosixFileAttributes read() throws IOException;

  /** The attributes now, with those that DOS has besides; a file in memory has none of these. */
  DosFileAttributes readDos() throws IOException;

  /** Sets an attribute of DOS; refused for a file in memory unless it is false. */
  void setDosFlag(String name, boolean value) throws IOException;

  /** Sets a number of the view unix; refused for a file in memory unless it is that already. */
  void setNumber(String name, int value, int present) throws IOException;

  /** Changes what is present. */
  void change(AttributeChange change) throws IOException;

  /** Gives the file to a user; refused for a CAPIO file unless it is that user's. */
  void setOwner(UserPrincipal owner) throws IOException;

  /** Gives the file to a group; refused for a CAPIO file unless it is that group's. */
  void setGroup(GroupPrincipal group) throws IOException;
}
