package io.capio.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", ".hidden", "nu\0l"})
  void aNameThatNoObjectCanBear_isRefused(String workflow) {
    assertThatThrownBy(() -> new ObjectNames(workflow))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLongestName_fits_andOneMoreIsRefusedWithTheLimit() {
    ObjectNames longest = new ObjectNames("w".repeat(ObjectNames.LONGEST_WORKFLOW));

    assertThat("sem." + longest.free(longest.written(Integer.MAX_VALUE))).hasSize(255);
    assertThatThrownBy(() -> new ObjectNames("w".repeat(ObjectNames.LONGEST_WORKFLOW + 1)))
        .hasMessageContaining(Integer.toString(ObjectNames.LONGEST_WORKFLOW));
  }

  @Test
  void filesPattern_matchesOwnObjects_notThoseOfALongerName() {
    ObjectNames names = new ObjectNames("wf");

    assertThat("wf").matches(names.files());
    assertThat("wf_server").matches(names.files());
    assertThat(names.rules()).matches(names.files());
    assertThat("wf_segment_12").matches(names.files());
    assertThat("sem.wf_sem_num_elems_capio_read_tid_4711").matches(names.files());
    assertThat("wf_first_elem_response_buffer_-5").matches(names.files());
    assertThat("wf_request_buffer").matches(names.files());
    assertThat("wf2").doesNotMatch(names.files());
    assertThat("wf_2_request_buffer").doesNotMatch(names.files());
    assertThat("wf.lock").doesNotMatch(names.files());
  }
}
