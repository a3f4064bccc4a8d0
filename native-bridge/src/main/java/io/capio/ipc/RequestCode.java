package io.capio.ipc;

/**
 * The requests of the wire. Codes 0 to 23 are CAPIO 1.0 ({@code capio/common/requests.hpp}); 32 and
 * above are this project's extensions (docs/extensions.md), sent only to a server that announced
 * them.
 */
public enum RequestCode {
  ACCESS(0, Shape.TID_PATH),
  CLONE(1, Shape.TID_FD),
  CLOSE(2, Shape.TID_FD),
  CREATE(3, Shape.TID_FD_PATH),
  CREATE_EXCLUSIVE(4, Shape.TID_FD_PATH),
  DUP(5, Shape.TID_FD_NUMBER),
  EXIT_GROUP(6, Shape.TID),
  FSTAT(7, Shape.TID_FD),
  GETDENTS(8, Shape.TID_FD_NUMBER),
  GETDENTS64(9, Shape.TID_FD_NUMBER),
  HANDSHAKE_NAMED(10, Shape.TID_PID_APP_WAIT),
  HANDSHAKE_ANONYMOUS(11, Shape.TID_FD),
  MKDIR(12, Shape.TID_PATH),
  OPEN(13, Shape.TID_FD_PATH),
  READ(14, Shape.TID_FD_NUMBER),
  RENAME(15, Shape.PATH_PATH_TID),
  SEEK(16, Shape.TID_FD_NUMBER),
  SEEK_DATA(17, Shape.TID_FD_NUMBER),
  SEEK_END(18, Shape.TID_FD),
  SEEK_HOLE(19, Shape.TID_FD_NUMBER),
  STAT(20, Shape.TID_PATH),
  UNLINK(21, Shape.TID_PATH),
  WRITE(22, Shape.TID_FD_NUMBER),
  RMDIR(23, Shape.PATH_TID),

  HELLO(32, 2, true),
  OPEN_FILE(33, 3, true),
  CLOSE_FILE(34, 2, false),
  READ_AT(35, 4, false),
  WRITE_AT(36, 4, false),
  SYNC(37, 2, false),
  SIZE(38, 3, false),
  TRUNCATE(39, 3, false),
  ATTRIBUTES(40, 1, true),
  ATTRIBUTES_OF(41, 3, false),
  SET_ATTRIBUTES(42, 4, true),
  MAKE_DIRECTORY(43, 1, true),
  DELETE(44, 1, true),
  RENAME_TO(45, 2, true),
  LIST(46, 3, false),
  REASON(47, 0, false),
  CANCEL(48, 1, false),
  STATUS(49, 1, false),
  STOP(50, 1, false),
  PERSIST(51, 0, false),
  WIDE(52, 1, false),
  SEEK_PART(53, 4, false),
  DUPLICATE(54, 3, false),
  MAP(55, 3, false),
  MAKE_LINK(56, 1, true),
  READ_LINK(57, 0, true),
  PATH_OF(58, 2, false),
  HARD_LINK(59, 1, true);

  /** How the text after the code is laid out; see the table of section 4.1 of the wire. */
  enum Shape {
    TID,
    TID_FD,
    TID_PATH,
    TID_FD_PATH,
    TID_FD_NUMBER,
    TID_PID_APP_WAIT,
    PATH_PATH_TID,
    PATH_TID,
    /** An extension: tid, a fixed number of numbers, then perhaps text to the end. */
    EXTENSION
  }

  private static final RequestCode[] BY_CODE = new RequestCode[60];

  static {
    for (RequestCode code : values()) {
      BY_CODE[code.code] = code;
    }
  }

  private final int code;
  private final Shape shape;
  private final int numbers;
  private final boolean text;

  RequestCode(int code, Shape shape) {
    this.code = code;
    this.shape = shape;
    this.numbers = 0;
    this.text = false;
  }

  RequestCode(int code, int numbers, boolean text) {
    this.code = code;
    this.shape = Shape.EXTENSION;
    this.numbers = numbers;
    this.text = text;
  }

  /** The number that opens the request's text. */
  public int code() {
    return code;
  }

  /** Whether a server must have announced extensions before this may be sent. */
  public boolean isExtension() {
    return shape == Shape.EXTENSION;
  }

  Shape shape() {
    return shape;
  }

  /** For an extension: how many numbers follow the tid. */
  int numbers() {
    return numbers;
  }

  /** For an extension: whether text follows the numbers. */
  boolean hasText() {
    return text;
  }

  /** The request with that code, or null when there is none. */
  static RequestCode of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
