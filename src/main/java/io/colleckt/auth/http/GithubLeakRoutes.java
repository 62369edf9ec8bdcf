package io.colleckt.auth.http;

import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.bus.FairLane;
import io.colleckt.auth.bus.LeakAddresses;
import io.colleckt.auth.leak.GithubKey;
import io.colleckt.auth.leak.ReadGithubKey;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /v1/leaks/github}: GitHub's secret scanning tells which tokens it has found (GitHub
 * Docs, "Secret scanning partner program"). Answered 200 with the programme's feedback once all of
 * them are dealt with, until then 503: what is sent again changes nothing twice. Used on one event
 * loop.
 */
final class GithubLeakRoutes {
  static final String PATH = LeakRoutes.PATH + "/github";

  private static final int KEYS_AT_ONCE = 4;

  /** Whoever names a key that is published can send a large body. */
  private static final int MOST_BODIES = 8;

  private static final int MOST_BODIES_OF_ONE = 2;

  /** Two megabytes from a data centre take less. */
  private static final int BODY_SECONDS = 5;

  private final ClientAddress addresses;
  private final LeakBatch batch;
  private final BodyLimit limit;
  private final FairLane<ReadGithubKey, GithubKey> keys;
  private final NetworkRoom room = new NetworkRoom(MOST_BODIES, MOST_BODIES_OF_ONE);

  GithubLeakRoutes(Door door, Leaks leaks, OpenAPIContract contract, Vertx vertx) {
    this.addresses = door.addresses();
    this.batch = new LeakBatch(leaks, vertx);
    this.limit = BodyLimit.of(contract.operation("reportLeaksByGithub"));
    this.keys = new FairLane<>(vertx.eventBus(), LeakAddresses.GITHUB_KEY, KEYS_AT_ONCE);
  }

  void addTo(Router router) {
    Door.post(router, PATH, this::report);
  }

  /** The body is large, so that it is taken only when the key that it names is one of GitHub's. */
  private Future<Reply> report(RoutingContext context) {
    HttpServerRequest request = context.request();
    GithubSignature signature = GithubSignature.of(request);
    BodyContract.checkHeaders(request);
    request.pause();
    IpAddress from = addresses.of(request);
    return keys.ask(from, new ReadGithubKey(signature.keyId()))
        .map(key -> key.pem().orElseThrow(GithubLeakRoutes::forged))
        .compose(pem -> take(context, from, signature, pem));
  }

  private Future<Reply> take(
      RoutingContext context, IpAddress from, GithubSignature signature, String pem) {
    boolean gone = context.response().closed(); // then nothing more is heard of its body
    if (gone || !room.enter(from)) {
      throw new Refused(Failures.unavailable());
    }
    HttpServerRequest request = context.request();
    Visitor reporter = new Visitor(from.toString(), Callers.userAgentOf(request));
    return BodyBytes.of(request, limit)
        .timeout(BODY_SECONDS, TimeUnit.SECONDS)
        .compose(body -> context.vertx().executeBlocking(() -> read(body, signature, pem), false))
        .compose(matches -> batch.report(matches, reporter))
        .map(GithubLeakRoutes::reply)
        .onComplete(done -> room.leave(from));
  }

  /** Nothing in the body is looked at before the signature fits. */
  private static List<GithubReport.Match> read(Buffer body, GithubSignature signature, String pem) {
    if (!signature.fits(pem, body.getBytes())) {
      throw forged();
    }
    return GithubReport.read(body);
  }

  private static Refused forged() {
    return new Refused(Failures.forbidden("This is not signed by GitHub."));
  }

  private static Reply reply(JsonArray feedback) {
    Buffer body = feedback.toBuffer();
    return Reply.streaming("application/json", outflow -> outflow.write(body));
  }
}
