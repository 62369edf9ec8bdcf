package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ActivityJsonTest {

  @Test
  void rowIsShownWithAllThatIsOnRecord() {
    assertThat(json(IpAddress.parse("192.0.2.7")))
        .isEqualTo(
            new JsonObject(
                """
                {"id": 7, "at": "1970-01-01T00:00:01.234Z", "token_id": 12, "environment": "sandbox",
                 "outcome": "wrong_secret", "calls": 3, "method": "GET", "path": "/flows",
                 "address": "192.0.2.7", "user_agent": "curl/8", "browser": true}
                """));
  }

  @Test
  void severalAddressesAreNone() {
    assertThat(json(new IpAddress(0, 0)).getString("address", "absent")).isNull();
  }

  private static JsonObject json(IpAddress address) {
    Check.Caller caller = new Check.Caller(address, "GET", "/flows", "curl/8", true);
    Calls calls = new Calls(12, caller, CheckOutcome.WRONG_SECRET, 1234, 3);
    return ActivityJson.of(new RecordedCalls(7, 1, Environment.SANDBOX, calls));
  }
}
