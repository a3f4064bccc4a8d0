package io.capio.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCodecTest {
  private static Request decode(String text) throws MalformedRequestException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return RequestCodec.decode(bytes, bytes.length);
  }

  private static String encode(Request request) {
    return new String(RequestCodec.encode(request), StandardCharsets.UTF_8);
  }

  @Test
  void encode_writesTheTextsOfTheWire() {
    assertThat(encode(Request.of(RequestCode.ACCESS, 7, "/d/a"))).isEqualTo("0000 7 /d/a");
    assertThat(encode(Request.of(RequestCode.CLOSE, 7, 3))).isEqualTo("0002 7 3");
    assertThat(encode(Request.of(RequestCode.CREATE, 7, "/d/a", 3))).isEqualTo("0003 7 3 /d/a");
    assertThat(encode(Request.of(RequestCode.HANDSHAKE_NAMED, 7, "app", 99, 0)))
        .isEqualTo("0010 7 99 app 0");
    assertThat(encode(Request.of(RequestCode.READ, 7, 3, 262_144))).isEqualTo("0014 7 3 262144");
    assertThat(encode(Request.rename(7, "/d/a", "/d/b"))).isEqualTo("0015 /d/a /d/b 7");
    assertThat(encode(Request.of(RequestCode.RMDIR, 7, "/d/a"))).isEqualTo("0023 /d/a 7");
    assertThat(encode(Request.of(RequestCode.OPEN_FILE, 7, "/d/sp ace", 3, 1, 420)))
        .isEqualTo("0033 7 3 1 420 /d/sp ace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20 5 /d/x|STAT|5|/d/x",
        "0020 5 /d/x|STAT|5|/d/x",
        "0001  5 6|CLONE|5|''",
        "0023 /d/x 5|RMDIR|5|/d/x",
        "0000 -5 /d/x|ACCESS|-5|/d/x",
        "0043 5 493 /d/with blank|MAKE_DIRECTORY|5|/d/with blank",
      })
  void decode_readsWhatClientsSend(String text, RequestCode code, int tid, String path)
      throws MalformedRequestException {
    Request request = decode(text);

    assertThat(request.code()).isEqualTo(code);
    assertThat(request.tid()).isEqualTo(tid);
    assertThat(request.text()).isEqualTo(path);
  }

  @Test
  void decode_ofRenameTo_keepsBothPathsApart() throws MalformedRequestException {
    Request sent = Request.renameTo(4, 1, "/d/alt ü", "/d/neu");

    Request received = decode(encode(sent));

    assertThat(received).isEqualTo(sent);
    byte[] paths = received.text().getBytes(StandardCharsets.UTF_8);
    assertThat(new String(paths, 0, (int) received.number(1), StandardCharsets.UTF_8))
        .isEqualTo("/d/alt ü");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "x",
        "0024 1",
        "0099 1 2",
        "-001 2",
        "0014 5 3",
        "0000 5",
        "0000 99999999999 /x",
        "0014 5 3 99999999999999999999",
        "0010 5 6",
        "0033 5 3 1 420",
        "0015 /a /b",
        "0002 5 x",
      })
  void decode_ofSomethingElse_saysWhatIsWrong(String text) {
    assertThatThrownBy(() -> decode(text))
        .isInstanceOf(MalformedRequestException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void decode_ofRandomBytes_eitherReadsOrRefuses() {
    long seed = Long.getLong("capio.seed", 20261123);
    Random random = new Random(seed);
    byte[] slot = new byte[RequestCodec.SLOT_BYTES];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(slot);
      if (i % 2 == 0) {
        byte[] code = String.format("%04d ", random.nextInt(60)).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(code, 0, slot, 0, code.length);
      }
      try {
        assertThat(RequestCodec.decode(slot, slot.length).code()).isNotNull();
      } catch (MalformedRequestException refused) {
        assertThat(refused).as("seed %d", seed).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void encode_ofANameThatTheWireTakesApart_isRefused() {
    assertThatThrownBy(() -> encode(Request.of(RequestCode.ACCESS, 7, "/d/sp ace")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/d/sp ace");
    assertThatThrownBy(() -> encode(Request.of(RequestCode.DELETE, 7, "/d/nu\0l", 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
