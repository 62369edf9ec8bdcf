package io.colleckt.auth.http;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Function;

/**
 * From where a token was presented that somebody else asks about; {@code allowed_ips} is judged by
 * it. As long as nothing is said, by the one who asks. A resource server that wants its clients'
 * addresses to count says {@code client_ip} (RFC 7662 section 2.1 allows for it); only trusted
 * proxies are believed, since else a workspace could write what it likes into the log of another.
 * Whoever is not believed is told so: a live token must not be inactive for a setting that is
 * missing.
 */
final class PresentedFrom {
  static final String PARAMETER = "client_ip";

  private final ClientAddress addresses;
  private final Callers callers;
  private final Function<String, Reply> refusal;

  /**
   * @param refusal answers what cannot be taken, by its reason
   */
  PresentedFrom(ClientAddress addresses, Function<String, Reply> refusal) {
    this.addresses = addresses;
    this.callers = new Callers(addresses);
    this.refusal = refusal;
  }

  /**
   * The call that one token was presented with.
   *
   * @throws Refused when the address is none, or not to be believed
   */
  Check.Caller call(HttpServerRequest request, Optional<String> clientIp) {
    Check.Caller told = callers.of(request);
    return clientIp.map(text -> from(address(request, text), told)).orElse(told);
  }

  private static Check.Caller from(IpAddress address, Check.Caller told) {
    return new Check.Caller(address, told.method(), told.path(), told.userAgent(), told.browser());
  }

  private IpAddress address(HttpServerRequest request, String text) {
    if (!addresses.trusts(addresses.of(request))) {
      throw refused("client_ip is believed of the addresses in COLLECKT_TRUSTED_PROXIES only.");
    }
    return parse(text).orElseThrow(() -> refused("client_ip is not an IP address."));
  }

  private Refused refused(String reason) {
    return new Refused(refusal.apply(reason));
  }

  private static Optional<IpAddress> parse(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
