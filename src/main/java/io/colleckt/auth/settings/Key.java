package io.colleckt.auth.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Every setting: {@code HTTP_PORT} is {@code COLLECKT_HTTP_PORT} in the environment and {@code
 * http_port} in the file. An empty default means that it is worked out from others, or absent.
 */
enum Key {
  HTTP_HOST(""),
  HTTP_PORT("8080"),
  PUBLIC_URL(""),
  TRUSTED_PROXIES(""),
  OPS_HOST(""),
  OPS_PORT("8081"),
  LOG_FORMAT("text"),
  OTLP_URL(""),
  EVENT_LOOPS(""),
  STOP_DELAY_SECONDS("0"),
  ROLES(""),
  CLUSTER_HOST(""),
  CLUSTER_PORT("7800"),
  CLUSTER_MEMBERS(""),
  CLUSTER_NAME("colleckt"),
  CLUSTER_TLS_KEY(""),
  CLUSTER_TLS_CERTIFICATE(""),
  CLUSTER_TLS_CA(""),
  DATABASE_URL(""),
  MIGRATION_URL(""),
  REDIS_URL(""),
  DATA_DIR("./data"),
  REDIS_APPENDFSYNC("everysec"),
  OWNER_EMAIL(""),
  OWNER_PASSWORD(""),
  IMPORTED_TOKEN_ID_MAX("0"),
  ACTIVITY_RETENTION_DAYS("90"),
  WEBHOOK_PRIVATE_ADDRESSES("false"),
  LEAKS_PRODUCTION("revoke"),
  LEAKS_SANDBOX("revoke"),
  LEAKS_GRACE_HOURS("24"),
  LEAKS_GITHUB_KEYS_URL("https://api.github.com/meta/public_keys/secret_scanning");

  /** What the names of all our environment variables begin with. */
  static final String PREFIX = "COLLECKT_";

  /** Those of the command line, which a service in the same shell is not to stumble over. */
  static final Set<String> OF_COMMANDS =
      Set.of(PREFIX + "URL", PREFIX + "EMAIL", PREFIX + "PASSWORD");

  private final String byDefault;

  Key(String byDefault) {
    this.byDefault = byDefault;
  }

  String byDefault() {
    return byDefault;
  }

  String variable() {
    return PREFIX + name();
  }

  String yamlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its value must not be shown: a password, or an address that may hold one. */
  boolean secret() {
    return switch (this) {
      case DATABASE_URL, MIGRATION_URL, REDIS_URL, OWNER_PASSWORD, OTLP_URL -> true;
      default -> false;
    };
  }

  static Optional<Key> ofVariable(String variable) {
    for (Key key : values()) {
      if (key.variable().equals(variable)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  static Optional<Key> ofYamlName(String yamlName) {
    for (Key key : values()) {
      if (key.yamlName().equals(yamlName)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
