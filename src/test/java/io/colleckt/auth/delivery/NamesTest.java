package io.colleckt.auth.delivery;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.webhook.WebhookUrl;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No address is connected to that has not been judged, whatever a name server says. */
class NamesTest {
  private static final WebhookUrl URL = WebhookUrl.parse("https://hook.example.com/", false);

  @Test
  void publicAddressesAreTakenFourFirst() {
    assertThat(ask(false, "2606:4700::1", "1.1.1.1", "1.1.1.1", "9.9.9.9", "8.8.8.8"))
        .extracting(IpAddress::toString)
        .containsExactly("1.1.1.1", "9.9.9.9", "8.8.8.8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "fd00:ec2::254",
        "fe80::1",
        "ff02::1"
      })
  void oneAddressThatIsNotPublicSpoilsTheName(String address) {
    assertThatThrownBy(() -> ask(false, address)).hasMessageContaining("public internet");
    assertThatThrownBy(() -> ask(false, "1.1.1.1", address))
        .hasMessageContaining("public internet");
    assertThat(ask(true, address)).hasSize(1);
  }

  @Test
  void aLiteralIsJudgedWithoutAsking() {
    WebhookUrl literal = WebhookUrl.parse("https://127.0.0.1/", true);
    Names names = new Names(name -> Future.failedFuture("asked"), false);
    assertThatThrownBy(() -> await(names.addresses(literal)))
        .hasMessageContaining("public internet");
  }

  @Test
  void whatCannotBeResolvedIsSaid() {
    Names names = new Names(name -> Future.failedFuture("no such name"), false);
    assertThatThrownBy(() -> await(names.addresses(URL))).hasMessageContaining("resolved");
    assertThatThrownBy(() -> ask(false)).hasMessageContaining("resolved");
  }

  private static List<IpAddress> ask(boolean privateAllowed, String... answers) {
    List<IpAddress> found = Stream.of(answers).map(IpAddress::parse).toList();
    return await(new Names(name -> Future.succeededFuture(found), privateAllowed).addresses(URL));
  }
}
