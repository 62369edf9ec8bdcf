package io.colleckt.auth.token;

/** With what new secrets begin; mostly the empty string. */
public record Prefixes(String production, String sandbox) {

  /** The prefix for that environment. */
  public String of(Environment environment) {
    return environment == Environment.PRODUCTION ? production : sandbox;
  }
}
