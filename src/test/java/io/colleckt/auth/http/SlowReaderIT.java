package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who asks and asks and reads no answer is not asked any further, and keeps nobody waiting. */
class SlowReaderIT {
  private static final String QUESTION = "GET /v1/verify HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int QUESTIONS = 2_000;
  private static final Buffer ANSWER = Buffer.buffer(new byte[64 * 1024]);
  private static final int FEW = QUESTIONS / 4;

  @Test
  void answersThatNobodyReadsArePreparedOnlyUpToABound() throws Exception {
    try (GuardedServer server = new GuardedServer(request -> request.response().end(ANSWER));
        RawHttp slow = new RawHttp(server.port())) {
      slow.send(QUESTION.repeat(QUESTIONS));
      int before = -1;
      while (before != server.asked()) {
        before = server.asked();
        Thread.sleep(500);
      }
      assertThat(before).isBetween(1, FEW);
      assertThat(RawHttp.exchange(server.port(), QUESTION, Duration.ofSeconds(2)).status())
          .isEqualTo(200);
    }
  }
}
