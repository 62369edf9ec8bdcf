package io.colleckt.auth.http;

import io.colleckt.auth.token.ChangeToken;
import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Expiry;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.RateLimit;
import io.colleckt.auth.token.TokenName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The body of a request about tokens, which the contract has accepted, in the words of the domain.
 * What only the domain can judge is refused here, with 422 naming the field.
 */
record TokenBody(JsonObject json) {
  private static final String ABILITIES =
      "The abilities must be 1 to 50 different names of 1 to 64 visible ASCII characters without comma.";

  String name() {
    return parsed("name", json.getString("name"), TokenName::of);
  }

  Environment environment() {
    return Environment.of(json.getString("environment", "production")).orElseThrow();
  }

  Grant grant() {
    return new Grant(
        abilities().orElse(Grant.FULL.abilities()),
        allowedIps().orElse(List.of()),
        rateLimit().flatMap(ChangeToken.NewLimit::limit));
  }

  Expiry expiry() {
    boolean days = json.containsKey("expires_in_days");
    if (days && json.containsKey("expires_at")) {
      throw refused("expires_at", "Only one of expires_in_days and expires_at may be given.");
    }
    if (json.containsKey("expires_at")) {
      return new Expiry.At(parsed("expires_at", json.getString("expires_at"), TokenBody::instant));
    }
    if (!days) {
      return Expiry.STANDARD;
    }
    Integer number = json.getInteger("expires_in_days");
    return number == null ? Expiry.NEVER : new Expiry.InDays(number);
  }

  ChangeToken.Changes changes() {
    return new ChangeToken.Changes(
        json.containsKey("name") ? Optional.of(name()) : Optional.empty(),
        Optional.ofNullable(json.getBoolean("paused")),
        abilities(),
        allowedIps(),
        rateLimit());
  }

  private Optional<List<String>> abilities() {
    return list("abilities").map(TokenBody::different);
  }

  /** By hash: the contract's own word for it compares each with each other. */
  private static List<String> different(JsonArray texts) {
    List<String> abilities = texts.stream().map(String.class::cast).toList();
    if (new HashSet<>(abilities).size() < abilities.size()) {
      throw refused("abilities", ABILITIES);
    }
    return abilities;
  }

  private Optional<List<Cidr>> allowedIps() {
    return list("allowed_ips").map(texts -> texts.stream().map(this::block).distinct().toList());
  }

  private Cidr block(Object text) {
    return parsed("allowed_ips", (String) text, TokenBody::cidr);
  }

  /** Of many blocks, the one that is wrong is named. */
  private static Cidr cidr(String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  private Optional<ChangeToken.NewLimit> rateLimit() {
    return json.containsKey("rate_limit")
        ? Optional.of(new ChangeToken.NewLimit(limit(json.getJsonObject("rate_limit"))))
        : Optional.empty();
  }

  private static Optional<RateLimit> limit(JsonObject limit) {
    return Optional.ofNullable(limit)
        .map(some -> new RateLimit(some.getInteger("limit"), some.getInteger("window_seconds")));
  }

  private Optional<JsonArray> list(String field) {
    return Optional.ofNullable(json.getJsonArray(field));
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "The expires_at must be an instant such as 2030-01-31T12:00:00Z.", e);
    }
  }

  private static <T> T parsed(String field, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw refused(field, e.getMessage());
    }
  }

  private static Refused refused(String field, String message) {
    return new Refused(Failures.invalid(field, message));
  }
}
