package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How far a stream has come, wherever its connection is cut. */
class EventLinesTest {
  @Test
  void eventWhoseDataIsCutOffHasNotArrived() throws Exception {
    try (EventLines events = read("id: 1\ndata: a\n\nid: 2\nda")) {
      assertThat(events.next()).contains(new EventLines.Event("", "a"));
      assertThat(events.next()).isEmpty();
      assertThat(events.lastId()).contains("1");
    }
  }

  @Test
  void placeIsKeptUpByWhatHasNoData() throws Exception {
    try (EventLines events = read("retry: 500\nid: 1\n\n:\nid: 2\n\n")) {
      assertThat(events.next()).isEmpty();
      assertThat(events.lastId()).contains("2");
    }
  }

  private static EventLines read(String text) throws IOException {
    return new EventLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
