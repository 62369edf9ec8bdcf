package io.colleckt.auth.settings;

import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Cidr;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, complete and within their bounds.
 *
 * @param node what this node does, and with whom
 * @param eventLoops how many event loops serve checks
 * @param stopDelay how long the service goes on once it was told to stop, saying that it is not
 *     ready
 * @param importedTokenIdMax ids up to this one may have secrets without a checksum; 0 = none
 * @param activityRetentionDays days for which calls stay on record, by UTC
 * @param webhookPrivateAddresses whether webhooks may point to http and to private addresses
 */
public record Settings(
    Http http,
    Ops ops,
    Stores stores,
    Owner owner,
    NodeSettings node,
    int eventLoops,
    Duration stopDelay,
    long importedTokenIdMax,
    int activityRetentionDays,
    boolean webhookPrivateAddresses) {
  /** Where the file is that the environment goes over. */
  public static final Path FILE = Path.of("conf", "colleckt.yaml");

  private static final int MOST_EVENT_LOOPS = 256;
  private static final int LONGEST_STOP_DELAY_SECONDS = 300;
  private static final int MOST_RETENTION_DAYS = 3650;

  /** Also turns tracing on: the name that all programs with OpenTelemetry share. */
  private static final String STANDARD_OTLP = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /**
   * The public port.
   *
   * @param port 0 = any free one
   * @param publicUrl where browsers find the dashboard; absent on loopback = what {@code Host} says
   * @param trustedProxies the peers whose forwarding headers are believed
   * @param leaks what is done with tokens that are reported there
   */
  public record Http(
      String host,
      int port,
      Optional<URI> publicUrl,
      List<Cidr> trustedProxies,
      LeakSettings leaks) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    /** With what is usual for leaked tokens. */
    public Http(String host, int port, Optional<URI> publicUrl, List<Cidr> trustedProxies) {
      this(host, port, publicUrl, trustedProxies, LeakSettings.DEFAULT);
    }

    /**
     * Reachable from elsewhere without knowing its own address: cookies are not marked Secure then.
     */
    public boolean isExposedUnnamed() {
      return publicUrl.isEmpty() && !LOOPBACK.contains(host);
    }
  }

  /**
   * What operators see: a port for health and metrics, the log, and traces.
   *
   * @param otlpUrl where spans go; absent = there are none
   */
  public record Ops(String host, int port, LogFormat logFormat, Optional<URI> otlpUrl) {
    /** A port alone. */
    public Ops(String host, int port) {
      this(host, port, LogFormat.TEXT, Optional.empty());
    }
  }

  /** Where tokens and activity are kept. */
  public sealed interface Stores {}

  /** Stores that run: their addresses are known. */
  public sealed interface Running extends Stores {
    /** Every node has a Redis. */
    String redisUrl();
  }

  /** The service starts its own Postgres and Redis, on loopback, with their data in a directory. */
  public record Embedded(Path dataDir, AppendFsync appendFsync) implements Stores {}

  /**
   * Stores that somebody else runs.
   *
   * @param databaseUrl as the application's role
   * @param migrationUrl as the owner of the schema
   */
  public record External(String databaseUrl, String migrationUrl, String redisUrl)
      implements Running {
    /** Without what may hold a password. */
    @Override
    public String toString() {
      return "External[databaseUrl=%s, migrationUrl=%s, redisUrl=%s]"
          .formatted(masked(databaseUrl), masked(migrationUrl), masked(redisUrl));
    }
  }

  /** Of a node without the role persistence: Postgres is asked through others. */
  public record RedisOnly(String redisUrl) implements Running {
    /** Without what may hold a password. */
    @Override
    public String toString() {
      return "RedisOnly[redisUrl=%s]".formatted(masked(redisUrl));
    }
  }

  /** The first member, made at the first start only. */
  public record Owner(Optional<String> email, Optional<String> password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Owner[email=%s, password=%s]".formatted(email, password.map(shown -> "…"));
    }
  }

  /**
   * Reads the environment's {@code COLLECKT_} variables over the file over the defaults.
   *
   * @param yamlFile need not exist
   * @throws SettingsException when a name is unknown, a value is out of range, or two settings do
   *     not go together
   */
  public static Settings load(Map<String, String> environment, Path yamlFile) {
    Values values = new Values(environment, yamlFile);
    refuseOnePortForTwo(values);
    NodeSettings node = NodeSettings.from(values);
    Stores stores = StoreChoice.of(values, node);
    String host = stores instanceof Embedded ? "127.0.0.1" : "0.0.0.0";
    return new Settings(
        new Http(
            host(values, Key.HTTP_HOST).orElse(host),
            port(values, Key.HTTP_PORT),
            publicUrl(values),
            values.blocks(Key.TRUSTED_PROXIES),
            LeakSettings.from(values)),
        ops(values, host, environment),
        stores,
        owner(values),
        node,
        eventLoops(values),
        stopDelay(values),
        values.number(Key.IMPORTED_TOKEN_ID_MAX, 0, BearerParser.MAX_ID).orElseThrow(),
        values.number(Key.ACTIVITY_RETENTION_DAYS, 1, MOST_RETENTION_DAYS).orElseThrow().intValue(),
        values.flag(Key.WEBHOOK_PRIVATE_ADDRESSES).orElseThrow());
  }

  private static void refuseOnePortForTwo(Values values) {
    int port = port(values, Key.HTTP_PORT);
    if (port != 0 && port == port(values, Key.OPS_PORT)) {
      throw values.refused(Key.OPS_PORT, "another port than COLLECKT_HTTP_PORT");
    }
  }

  private static Ops ops(Values values, String host, Map<String, String> environment) {
    return new Ops(
        host(values, Key.OPS_HOST).orElse(host),
        port(values, Key.OPS_PORT),
        values.word(Key.LOG_FORMAT, LogFormat.class).orElseThrow(),
        otlpUrl(values).or(() -> standardOtlpUrl(environment)));
  }

  private static Optional<URI> otlpUrl(Values values) {
    String example = "http://127.0.0.1:4318, without a password";
    Optional<URI> url = values.url(Key.OTLP_URL, Set.of("http", "https"), example);
    if (url.isPresent() && url.get().getUserInfo() != null) {
      throw values.refused(Key.OTLP_URL, "an address such as " + example);
    }
    return url;
  }

  private static Optional<URI> standardOtlpUrl(Map<String, String> environment) {
    String address = environment.getOrDefault(STANDARD_OTLP, "");
    try {
      return address.isBlank() ? Optional.empty() : Optional.of(new URI(address.strip()));
    } catch (URISyntaxException e) {
      throw new SettingsException(STANDARD_OTLP + " has a value that is no address.");
    }
  }

  private static Optional<String> host(Values values, Key key) {
    return values.text(key, "[A-Za-z0-9._:-]{1,253}", "a host name or an address");
  }

  private static int port(Values values, Key key) {
    return values.number(key, 0, 65_535).orElseThrow().intValue();
  }

  private static Optional<URI> publicUrl(Values values) {
    String example = "https://auth.example.com, with nothing after the host or port";
    Optional<URI> url = values.url(Key.PUBLIC_URL, Set.of("http", "https"), example);
    if (url.isPresent() && !url.get().toString().matches("https?://[A-Za-z0-9._\\[\\]:-]+")) {
      throw values.refused(Key.PUBLIC_URL, "an address such as " + example);
    }
    return url;
  }

  private static Owner owner(Values values) {
    return new Owner(
        values.text(Key.OWNER_EMAIL, "[!-?A-~]{1,64}@[!-?A-~]{1,189}", "an e-mail address"),
        values.text(Key.OWNER_PASSWORD, ".{12,128}", "12 to 128 characters"));
  }

  private static int eventLoops(Values values) {
    long cores = Runtime.getRuntime().availableProcessors();
    return values.number(Key.EVENT_LOOPS, 1, MOST_EVENT_LOOPS).orElse(cores).intValue();
  }

  private static Duration stopDelay(Values values) {
    return Duration.ofSeconds(
        values.number(Key.STOP_DELAY_SECONDS, 0, LONGEST_STOP_DELAY_SECONDS).orElseThrow());
  }

  private static String masked(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://…@" + uri.getHost();
  }
}
