package io.colleckt.auth.delivery;

import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.webhook.PublicAddresses;
import io.colleckt.auth.webhook.WebhookUrl;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The addresses behind names, judged. Used on one event loop. */
final class Names {
  private static final String UNRESOLVED = "The name of the host could not be resolved.";
  private static final String PRIVATE =
      "The host has an address that is not one of the public internet.";
  private static final long PATIENCE_SECONDS = 5;
  private static final int MOST = 3;

  private final Function<String, Future<List<IpAddress>>> resolver;
  private final boolean privateAllowed;

  Names(Context context, boolean privateAllowed) {
    this(name -> resolve(context, name), privateAllowed);
  }

  /**
   * @param resolver all addresses of a name
   * @param privateAllowed whether addresses are taken as they come
   */
  Names(Function<String, Future<List<IpAddress>>> resolver, boolean privateAllowed) {
    this.resolver = resolver;
    this.privateAllowed = privateAllowed;
  }

  /**
   * Completes with the addresses to connect to, IPv4 first, at most three. Fails with {@link
   * Undeliverable} when there are none, or when one of all is not allowed: a name that points to
   * both sides is made for mischief.
   */
  Future<List<IpAddress>> addresses(WebhookUrl url) {
    return url.literal()
        .map(address -> Future.succeededFuture(List.of(address)))
        .orElseGet(() -> ask(url.host()))
        .map(this::judged);
  }

  private Future<List<IpAddress>> ask(String name) {
    return resolver
        .apply(name)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .recover(cause -> Future.failedFuture(new Undeliverable(UNRESOLVED)));
  }

  private List<IpAddress> judged(List<IpAddress> found) {
    if (found.isEmpty()) {
      throw new Undeliverable(UNRESOLVED);
    }
    if (!privateAllowed && !found.stream().allMatch(PublicAddresses::contain)) {
      throw new Undeliverable(PRIVATE);
    }
    return found.stream()
        .distinct()
        .sorted(Comparator.comparing(address -> !address.isFour()))
        .limit(MOST)
        .toList();
  }

  /** As Vert.x itself resolves, the file of hosts included, but all addresses. */
  private static Future<List<IpAddress>> resolve(Context context, String name) {
    Promise<List<InetSocketAddress>> found = Promise.promise();
    ((VertxInternal) context.owner()).nameResolver().resolveAll(name, found::handle);
    return found.future().map(Names::addresses);
  }

  private static List<IpAddress> addresses(List<InetSocketAddress> found) {
    return found.stream().map(one -> IpAddress.of(one.getAddress().getAddress())).toList();
  }
}
