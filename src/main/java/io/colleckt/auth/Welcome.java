package io.colleckt.auth;

import io.colleckt.auth.account.NewOwner;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.settings.NodeRole;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Expiry;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.Issuance;
import io.colleckt.auth.token.IssueToken;
import io.colleckt.auth.token.PlainTextToken;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What is there after the first start; with embedded stores also a token to begin with, which a
 * newcomer reads on the console, once.
 */
final class Welcome {
  private final Settings settings;
  private final Node node;

  Welcome(Settings settings, Node node) {
    this.settings = settings;
    this.node = node;
  }

  /**
   * Makes what is not there yet: workspace, owner, and perhaps that token.
   *
   * @return completes with what to tell on the console
   */
  Future<String> prepare(Settings.Running stores) {
    return stores instanceof Settings.External external
        ? prepare(new FirstStart(node.vertx(), external.databaseUrl()))
        : again();
  }

  private Future<String> prepare(FirstStart first) {
    Optional<Password> password = settings.owner().password().map(Password::new);
    return first
        .isDue()
        .compose(due -> due ? allowed(password) : Future.succeededFuture())
        .compose(allowed -> first.run(settings.owner().email(), password))
        .compose(
            owner -> owner.filter(made -> isTriedOut()).map(this::begin).orElseGet(this::again));
  }

  /** A secret on a console is for embedded stores: elsewhere consoles are kept. */
  private boolean isTriedOut() {
    return settings.stores() instanceof Settings.Embedded;
  }

  private Future<Void> allowed(Optional<Password> password) {
    return isTriedOut() || password.isPresent()
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IllegalArgumentException(
                "COLLECKT_OWNER_EMAIL and COLLECKT_OWNER_PASSWORD must be set at the first"
                    + " start."));
  }

  private Future<String> again() {
    return Future.succeededFuture(
        serves()
            ? "Colleckt Auth is running at " + url() + "."
            : "Colleckt Auth is running, for other nodes of its cluster.");
  }

  private boolean serves() {
    return settings.node().does(NodeRole.HTTP);
  }

  private Future<String> begin(NewOwner owner) {
    PlainTextToken secret = PlainTextToken.draw("");
    IssueToken question =
        new IssueToken(
            owner.actor(),
            "Getting started",
            Environment.SANDBOX,
            Grant.FULL,
            new Expiry.InDays(1),
            secret.hash(),
            Optional.empty());
    return Addresses.ISSUE
        .ask(node.vertx().eventBus(), question)
        .map(answer -> text(owner, secret.reveal(issued(answer))))
        .recover(cause -> Future.succeededFuture(text(owner, "…")));
  }

  private static long issued(Answer<Issuance> answer) {
    if (answer.outcome() instanceof Outcome.Done<Issuance> done
        && done.value() instanceof Issuance.Issued issued) {
      return issued.token().id();
    }
    throw new IllegalStateException("The first token was refused: " + answer.outcome());
  }

  private String text(NewOwner owner, String token) {
    String url = url();
    String password =
        owner.madeUp().map(made -> made.text() + "  (shown once)").orElse("the one you have set");
    return """

    Colleckt Auth is running.
      Dashboard  %1$s
      Sign in    %2$s
      Password   %3$s
      Try it     curl -i -H 'Authorization: Bearer %4$s' %1$s/v1/verify
    """
        .formatted(url, owner.member().email(), password, token);
  }

  private String url() {
    return settings
        .http()
        .publicUrl()
        .map(Object::toString)
        .orElseGet(() -> "http://" + settings.http().host() + ":" + node.httpPort())
        .replace("//0.0.0.0:", "//localhost:");
  }
}
