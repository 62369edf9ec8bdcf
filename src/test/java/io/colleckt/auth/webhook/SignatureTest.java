package io.colleckt.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The example of the Standard Webhooks reference libraries. */
  private static final WebhookSecret KNOWN =
      WebhookSecret.of(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

  @Test
  void theKnownMessageHasTheKnownSignature() {
    assertThat(sign(List.of(KNOWN))).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void eachSecretSigns() {
    String both = sign(List.of(WebhookSecret.draw(), KNOWN));
    assertThat(both.split(" ", -1)).hasSize(2).contains(sign(List.of(KNOWN)));
  }

  @Test
  void aSecretIsShownOnlyOnPurpose() {
    WebhookSecret secret = WebhookSecret.draw();
    assertThat(secret.reveal()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secret.toString()).isEqualTo("WebhookSecret[…]");
    assertThat(WebhookSecret.draw().reveal()).isNotEqualTo(secret.reveal());
  }

  private static String sign(List<WebhookSecret> secrets) {
    return Signature.of(
        secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330L, "{\"test\": 2432232314}");
  }
}
