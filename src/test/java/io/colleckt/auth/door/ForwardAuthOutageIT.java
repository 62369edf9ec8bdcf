package io.colleckt.auth.door;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp.Received;
import io.colleckt.auth.testing.TestToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in doubt is let in by no proxy, and told as a doubt. */
class ForwardAuthOutageIT {
  private static final String HERE = "127.0.0.7";
  private static final long PATIENCE_MILLIS = 30_000;

  @Test
  void withoutStoresAndWithoutTheServiceNobodyIsLetIn() throws Exception {
    House house = House.alone();
    List<Proxy> proxies = new ArrayList<>();
    try (Api api = new Api()) {
      for (Gateway gateway : Gateway.values()) {
        proxies.add(Proxy.before(gateway, house, api, ""));
      }
      TestToken token = TestToken.insert(house.database);
      for (Proxy proxy : proxies) {
        assertThat(ask(proxy, "/before", token).status()).as(proxy.toString()).isEqualTo(207);
      }

      house.redis.kill();
      house.postgres.kill();
      for (Proxy proxy : proxies) {
        assertInDoubt(proxy, token);
      }

      house.node.close();
      for (Proxy proxy : proxies) {
        assertThat(ask(proxy, "/after", token).status()).as(proxy.toString()).isIn(502, 503);
      }
      assertThat(api.seenAt("/after")).isEmpty();
    } finally {
      for (Proxy proxy : proxies) {
        proxy.close();
      }
      house.redis.close();
      house.postgres.close();
    }
  }

  /** Calls in flight at the moment of loss aside; every node is asked to be left alone then. */
  private static void assertInDoubt(Proxy proxy, TestToken token) throws Exception {
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> isInDoubt(proxy, ask(proxy, "/after", token))))
        .as(proxy.toString())
        .isTrue();
  }

  /**
   * Caddy, which watches the node's health, soon asks it no more: a 503 of its own, without words.
   */
  private static boolean isInDoubt(Proxy proxy, Received received) {
    if (received.status() != 503 || proxy.toString().equals("caddy")) {
      return received.status() == 503;
    }
    return received.header("Retry-After").equals(List.of("1"))
        && received.body().equals("{\"message\":\"Service unavailable.\"}");
  }

  private static Received ask(Proxy proxy, String path, TestToken token) throws Exception {
    String authorization = "Authorization: Bearer " + token.plainText();
    return path.equals("/before")
        ? proxy.ask(HERE, "GET " + path, authorization)
        : proxy.once(HERE, "GET " + path, authorization);
  }
}
