package io.colleckt.auth.http;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.ChangeToken;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Expiry;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.Issuance;
import io.colleckt.auth.token.IssueToken;
import io.colleckt.auth.token.PlainTextToken;
import io.colleckt.auth.token.ReadImpact;
import io.colleckt.auth.token.ReadPrefixes;
import io.colleckt.auth.token.ReadReceipt;
import io.colleckt.auth.token.ReadRotation;
import io.colleckt.auth.token.ReadToken;
import io.colleckt.auth.token.RevokeToken;
import io.colleckt.auth.token.RotateToken;
import io.colleckt.auth.token.Rotation;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenPage;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What members do with tokens. Secrets are drawn here and go no further than the answer. */
final class TokenRoutes {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  private final EventBus bus;
  private final TokenFigures figures;

  TokenRoutes(EventBus bus) {
    this.bus = bus;
    this.figures = new TokenFigures(bus);
  }

  void addTo(ManagementApi api) {
    api.on("listTokens", this::list)
        .on("createToken", this::create)
        .on("readToken", this::read)
        .on("changeToken", this::change)
        .on("revokeToken", this::revoke)
        .on("rotateToken", this::rotate)
        .on("readImpact", this::impact)
        .on("readReceipt", this::receipt)
        .on("readRotation", this::rotation);
  }

  private Future<Reply> list(Request request) {
    TokenListQuery query = new TokenListQuery(request);
    return Addresses.LIST
        .ask(bus, query.question())
        .compose(answer -> answer.outcome().then(page -> page(request, query, page)))
        .map(outcome -> Failures.reply(outcome, Reply::ok));
  }

  /** Everything is read before anything is asked: what is wrong costs nothing. */
  private Future<Reply> create(Request request) {
    TokenBody body = new TokenBody(request.body());
    Function<PlainTextToken, IssueToken> question = question(request, body);
    return draw(request, body.environment())
        .compose(secret -> issue(question.apply(secret), secret));
  }

  private static Function<PlainTextToken, IssueToken> question(Request request, TokenBody body) {
    String name = body.name();
    Grant grant = body.grant();
    Expiry expiry = body.expiry();
    Environment environment = body.environment();
    Optional<String> key = idempotencyKey(request);
    return secret ->
        new IssueToken(request.actor(), name, environment, grant, expiry, secret.hash(), key);
  }

  private Future<Reply> issue(IssueToken question, PlainTextToken secret) {
    return Addresses.ISSUE
        .ask(bus, question)
        .map(answer -> reply(answer, issuance -> issued(issuance, secret)));
  }

  private Future<Reply> read(Request request) {
    return Addresses.READ
        .ask(bus, new ReadToken(request.actor(), request.id()))
        .compose(answer -> answer.outcome().then(token -> shown(request, token)))
        .map(outcome -> Failures.reply(outcome, Reply::ok));
  }

  private Future<Reply> change(Request request) {
    ChangeToken.Changes changes = new TokenBody(request.body()).changes();
    return Addresses.CHANGE
        .ask(bus, new ChangeToken(request.actor(), request.id(), changes))
        .map(answer -> reply(answer, token -> Reply.ok(wrapped(token))));
  }

  private Future<Reply> revoke(Request request) {
    return Addresses.REVOKE
        .ask(bus, new RevokeToken(request.actor(), request.id()))
        .map(answer -> reply(answer, receipt -> Reply.ok(TokenJson.of(receipt))));
  }

  private Future<Reply> rotation(Request request) {
    return Addresses.ROTATION
        .ask(bus, new ReadRotation(request.actor(), request.id()))
        .map(answer -> reply(answer, meter -> Reply.ok(RotationJson.of(meter))));
  }

  private Future<Reply> receipt(Request request) {
    return Addresses.RECEIPT
        .ask(bus, new ReadReceipt(request.actor(), request.id()))
        .map(answer -> reply(answer, receipt -> Reply.ok(TokenJson.of(receipt))));
  }

  private Future<Reply> impact(Request request) {
    return Addresses.IMPACT
        .ask(bus, new ReadImpact(request.actor(), request.id()))
        .map(answer -> reply(answer, impact -> Reply.ok(TokenJson.of(impact))));
  }

  /** The old token tells the environment, and with it the prefix of the new secret. */
  private Future<Reply> rotate(Request request) {
    return Addresses.READ
        .ask(bus, new ReadToken(request.actor(), request.id()))
        .compose(answer -> answer.outcome().then(old -> rotate(request, old)))
        .map(outcome -> Failures.reply(outcome, Function.identity()));
  }

  private Future<Outcome<Reply>> rotate(Request request, Token old) {
    return draw(request, old.environment()).compose(secret -> rotate(request, secret));
  }

  private Future<Outcome<Reply>> rotate(Request request, PlainTextToken secret) {
    Duration grace = Duration.ofHours(request.body().getInteger("grace_hours"));
    return Addresses.ROTATE
        .ask(bus, new RotateToken(request.actor(), request.id(), secret.hash(), grace))
        .map(answer -> reply(answer, rotation -> rotated(rotation, secret)))
        .map(Outcome.Done::new);
  }

  private Future<PlainTextToken> draw(Request request, Environment environment) {
    return Addresses.PREFIXES
        .ask(bus, new ReadPrefixes(request.actor().workspaceId()))
        .map(prefixes -> PlainTextToken.draw(prefixes.of(environment)));
  }

  private static Optional<String> idempotencyKey(Request request) {
    Optional<String> key = request.header(IDEMPOTENCY_KEY);
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      String message = "The Idempotency-Key must have 1 to 255 visible ASCII characters.";
      throw new Refused(Failures.invalid(IDEMPOTENCY_KEY, message));
    }
    return key;
  }

  private static Reply issued(Issuance issuance, PlainTextToken secret) {
    if (issuance instanceof Issuance.Repeated repeated) {
      return Failures.conflict("This Idempotency-Key has made a token before.")
          .and("token_id", repeated.tokenId());
    }
    return Reply.created(revealed(((Issuance.Issued) issuance).token(), secret));
  }

  private static Reply rotated(Rotation rotation, PlainTextToken secret) {
    return Reply.created(revealed(rotation.token(), secret))
        .and("previous", TokenJson.of(rotation.previous()));
  }

  private static JsonObject revealed(Token token, PlainTextToken secret) {
    return wrapped(token).put("plain_text_token", secret.reveal(token.id()));
  }

  private static JsonObject wrapped(Token token) {
    return new JsonObject().put("token", TokenJson.of(token));
  }

  private Future<Outcome<JsonObject>> shown(Request request, Token token) {
    return figures
        .show(request, List.of(token))
        .map(shown -> new Outcome.Done<>(new JsonObject().put("token", shown.getJsonObject(0))));
  }

  private Future<Outcome<JsonObject>> page(Request request, TokenListQuery query, TokenPage page) {
    return figures
        .show(request, page.tokens())
        .map(data -> new Outcome.Done<>(query.page(page, data)));
  }

  private static <T> Reply reply(Answer<T> answer, Function<T, Reply> done) {
    return Failures.reply(answer.outcome(), done);
  }
}
