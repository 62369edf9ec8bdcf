package io.colleckt.auth.delivery;

import io.colleckt.auth.bus.LeakAddresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;

/** Knows the keys that GitHub signs with; asks for them once somebody claims to be GitHub. */
public final class GithubKeysVerticle extends VerticleBase {
  private final URI address;

  /**
   * @param address where GitHub publishes its keys
   */
  public GithubKeysVerticle(URI address) {
    this.address = address;
  }

  /** Completes at once: nothing is asked yet. */
  @Override
  public Future<?> start() {
    GithubKeys keys = new GithubKeys(vertx, address);
    LeakAddresses.GITHUB_KEY.answer(vertx.eventBus(), keys::read);
    return Future.succeededFuture();
  }
}
