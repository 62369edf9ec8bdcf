package io.colleckt.auth.check;

import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.authorization.Authorization;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The same verdict for any Vert.x code, as an {@link AuthenticationProvider}. Takes {@link
 * TokenCredentials} whose token is a plain text token ({@code id|secret} or {@code id.secret}).
 *
 * <p>The user's principal has {@code sub} (the token's id as text), {@code token_id}, {@code
 * workspace_id}, {@code environment}, {@code abilities} (joined by blanks) and {@code expires_at}
 * (ISO 8601, absent when the token never expires). Each ability is a permission of the user, under
 * the provider {@code colleckt}; {@code *} permits whatever does not begin with {@code tokens:}.
 *
 * <p>The checks are judged by the validation verticle of the same process, so that an application
 * runs in the process of a node. On record they stand with the name of the application as path,
 * unless the caller tells more, as the handler for routes of vertx-web does.
 *
 * <p>Used from the context that it was made for.
 */
public final class TokenAuthenticationProvider implements AuthenticationProvider {
  /** The id of the permissions' provider. */
  public static final String PROVIDER = "colleckt";

  private static final Pattern APPLICATION = Pattern.compile("[ -~]{1,255}");
  private static final IpAddress NO_ADDRESS = new IpAddress(0, 0);

  private final TokenChecks checks;
  private final BearerParser parser;
  private final Check.Caller caller;

  /**
   * @param context of the caller
   * @param importedIdMax see {@link BearerParser}
   * @param application how this application shows up in the activity log, as path: 1 to 255
   *     characters of printable ASCII
   * @throws IllegalArgumentException when the application has no such name
   */
  public TokenAuthenticationProvider(Context context, long importedIdMax, String application) {
    if (!APPLICATION.matcher(application).matches()) {
      throw new IllegalArgumentException("Not 1 to 255 characters of printable ASCII.");
    }
    this.checks = new TokenChecks(context);
    this.parser = new BearerParser(importedIdMax);
    this.caller = new Check.Caller(NO_ADDRESS, "", application, "", false);
  }

  /** The token was refused. The message is all that a caller is told. */
  public static final class UnauthenticatedException extends RuntimeException {
    UnauthenticatedException() {
      super("Unauthenticated.", null, false, false);
    }
  }

  /**
   * No verdict could be reached in time, or the token's rate limit is used up: not the token's
   * fault, try again.
   */
  public static final class UnavailableException extends RuntimeException {
    UnavailableException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Completes with the user of an accepted token within 250 ms. Fails with an {@link
   * UnauthenticatedException} when the token is refused, and with an {@link UnavailableException}
   * when that is not certain.
   */
  @Override
  public Future<User> authenticate(Credentials credentials) {
    if (!(credentials instanceof TokenCredentials token) || token.getToken() == null) {
      return Future.failedFuture(new UnauthenticatedException());
    }
    return verdictOn(token.getToken(), "", caller).compose(TokenAuthenticationProvider::answer);
  }

  /**
   * The verdict itself, for who wants to tell refusals apart, or the activity log more. Never
   * fails; see {@link TokenChecks#verdictOn}.
   *
   * @param ability that the token must have, or the empty string
   * @param by who called what
   */
  public Future<Verdict> verdictOn(String plainText, String ability, Check.Caller by) {
    BearerParser.Credential credential = parser.parseToken(plainText);
    return credential == null
        ? Future.succeededFuture(Verdict.UNKNOWN)
        : checks.verdictOn(
            new Check(credential.id(), credential.hash(), ability, by, System.nanoTime()));
  }

  private static Future<User> answer(Verdict verdict) {
    if (verdict instanceof Verdict.Accepted accepted) {
      return Future.succeededFuture(user(accepted.token()));
    }
    if (verdict instanceof Verdict.Unavailable) {
      return Future.failedFuture(new UnavailableException("Service unavailable."));
    }
    return verdict instanceof Verdict.RateLimited
        ? Future.failedFuture(new UnavailableException("Too many requests."))
        : Future.failedFuture(new UnauthenticatedException());
  }

  /** An accepted token as a user. */
  public static User user(LiveToken token) {
    JsonObject principal =
        new JsonObject()
            .put("sub", Long.toString(token.id()))
            .put("token_id", token.id())
            .put("workspace_id", token.workspaceId())
            .put("environment", token.environment().label())
            .put("abilities", token.abilities());
    if (token.expiresAtMillis() != TokenRecord.NEVER) {
      principal.put("expires_at", Instant.ofEpochMilli(token.expiresAtMillis()).toString());
    }
    User user = User.create(principal);
    user.authorizations().put(PROVIDER, permissions(token.abilities()));
    return user;
  }

  private static Set<Authorization> permissions(String abilities) {
    Set<Authorization> permissions = new HashSet<>();
    Arrays.stream(abilities.split(" ", -1))
        .map(TokenAuthenticationProvider::permission)
        .forEach(permissions::add);
    return permissions;
  }

  private static Authorization permission(String ability) {
    return ability.equals("*")
        ? EveryAbility.INSTANCE
        : PermissionBasedAuthorization.create(ability);
  }
}
