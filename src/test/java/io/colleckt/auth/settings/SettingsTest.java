package io.colleckt.auth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.leak.LeakPolicy;
import io.colleckt.auth.leak.LeakResponse;
import io.colleckt.auth.token.Cidr;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Path NO_FILE = Path.of("no-such-file.yaml");
  private static final String DATABASE = "postgresql://app:pgpass@db:5432/colleckt";
  private static final String REDIS = "redis://:redispass@cache:6379";

  @TempDir Path directory;

  @Test
  void defaults() {
    assertThat(Settings.load(Map.of(), NO_FILE))
        .isEqualTo(
            new Settings(
                new Settings.Http("127.0.0.1", 8080, Optional.empty(), List.of()),
                new Settings.Ops("127.0.0.1", 8081),
                new Settings.Embedded(Path.of("./data"), AppendFsync.EVERYSEC),
                new Settings.Owner(Optional.empty(), Optional.empty()),
                NodeSettings.ALONE,
                Runtime.getRuntime().availableProcessors(),
                Duration.ZERO,
                0,
                90,
                false));
  }

  @Test
  void everyKeyIsMappedFromTheEnvironment() {
    assertThat(Settings.load(external(Map.of()), NO_FILE)).isEqualTo(externalSettings());
  }

  @Test
  void everyKeyIsMappedFromTheFile() throws IOException {
    StringBuilder yaml = new StringBuilder();
    external(Map.of())
        .forEach((name, value) -> yaml.append(yamlName(name)).append(": ").append(quoted(value)));
    assertThat(Settings.load(Map.of(), file(yaml.toString()))).isEqualTo(externalSettings());
  }

  @Test
  void embeddedStoresHaveTheirOwnKeys() {
    Map<String, String> environment =
        Map.of("COLLECKT_DATA_DIR", "/var/colleckt", "COLLECKT_REDIS_APPENDFSYNC", "always");
    assertThat(Settings.load(environment, NO_FILE).stores())
        .isEqualTo(new Settings.Embedded(Path.of("/var/colleckt"), AppendFsync.ALWAYS));
  }

  @Test
  void externalStoresListenEverywhereByDefault() {
    Map<String, String> environment =
        Map.of("COLLECKT_DATABASE_URL", DATABASE, "COLLECKT_REDIS_URL", REDIS);
    Settings settings = Settings.load(environment, NO_FILE);
    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.ops().host()).isEqualTo("0.0.0.0");
    assertThat(settings.stores()).isEqualTo(new Settings.External(DATABASE, DATABASE, REDIS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          HTP_PORT; 1; COLLECKT_HTP_PORT is not a setting
          HTTP_PORT; 65536; COLLECKT_HTTP_PORT is '65536'
          HTTP_PORT; -1; a whole number from 0 to 65535
          LOG_FORMAT; xml; text or json
          OTLP_URL; ftp://a:1; http://127.0.0.1:4318
          OTLP_URL; http://me:hunter2@a:1; without a password
          OPS_PORT; 80a; COLLECKT_OPS_PORT is '80a'
          EVENT_LOOPS; 0; a whole number from 1 to 256
          STOP_DELAY_SECONDS; 301; a whole number from 0 to 300
          HTTP_HOST; a b; a host name or an address
          PUBLIC_URL; https://auth.example.com/path; nothing after the host or port
          PUBLIC_URL; ftp://auth.example.com; https://auth.example.com
          TRUSTED_PROXIES; 10.0.0.0/33; COLLECKT_TRUSTED_PROXIES is '10.0.0.0/33'
          TRUSTED_PROXIES; proxy.example.com; a list of address blocks
          REDIS_APPENDFSYNC; no; everysec or always
          LEAKS_PRODUCTION; ignore; revoke or finding
          LEAKS_GRACE_HOURS; 721; a whole number from 0 to 720
          LEAKS_GITHUB_KEYS_URL; api.github.com; such as https://api.github.com/meta
          OWNER_EMAIL; ada; an e-mail address
          OWNER_EMAIL; \u0130da@example.com; an e-mail address
          OWNER_PASSWORD; hunter2; 12 to 128 characters
          WEBHOOK_PRIVATE_ADDRESSES; yes; true or false
          IMPORTED_TOKEN_ID_MAX; 9007199254740992; 0 to 9007199254740991
          DATABASE_URL; postgresql://app:hunter2@db/x; must both be set
          REDIS_URL; redis://:hunter2@cache; must both be set
          MIGRATION_URL; postgresql://owner:hunter2@db/x; must both be set
          DATABASE_URL; mysql://app:hunter2@db/x; postgresql://user:password@host:5432/database
          REDIS_URL; hunter2; redis://:password@host:6379
          REDIS_URL; redis://:hunter2@cache:6379/1; without a database number
          REDIS_URL; redis://:hunter2@cache:6379?protocol=3; without a query
          """)
  void aValueOutOfRangeStopsTheStart(String name, String value, String part) {
    assertThatThrownBy(() -> Settings.load(Map.of("COLLECKT_" + name, value), NO_FILE))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("COLLECKT_" + name)
        .hasMessageContaining(part)
        .hasMessageNotContainingAny("hunter2", "\n");
  }

  @Test
  void theStandardVariableOfOpenTelemetryTurnsTracingOnToo() {
    Map<String, String> environment = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://[::1]:4318");
    assertThat(Settings.load(environment, NO_FILE).ops().otlpUrl())
        .contains(URI.create("http://[::1]:4318"));
  }

  @Test
  void alwaysIsForTheEmbeddedRedis() {
    Map<String, String> environment = external(Map.of("COLLECKT_REDIS_APPENDFSYNC", "always"));
    assertThatThrownBy(() -> Settings.load(environment, NO_FILE))
        .hasMessageContaining("left out when COLLECKT_REDIS_URL is set");
  }

  @Test
  void aForgedLineBreakIsNotShown() {
    Map<String, String> environment = Map.of("COLLECKT_HTTP_PORT", "1\nINFO all is well");
    assertThatThrownBy(() -> Settings.load(environment, NO_FILE))
        .hasMessageStartingWith("COLLECKT_HTTP_PORT is '1?INFO all is well'");
  }

  @Test
  void noPasswordIsShown() {
    assertThat(externalSettings().toString())
        .contains("db", "cache", "ada@example.com")
        .doesNotContain("pgpass", "migrationpass", "redispass", "owner-password");
  }

  private static Map<String, String> external(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("COLLECKT_HTTP_HOST", "192.0.2.1");
    environment.put("COLLECKT_HTTP_PORT", "18080");
    environment.put("COLLECKT_PUBLIC_URL", "https://auth.example.com");
    environment.put("COLLECKT_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32");
    environment.put("COLLECKT_OPS_HOST", "192.0.2.2");
    environment.put("COLLECKT_OPS_PORT", "18081");
    environment.put("COLLECKT_LOG_FORMAT", "json");
    environment.put("COLLECKT_OTLP_URL", "http://192.0.2.3:4318");
    environment.put("COLLECKT_EVENT_LOOPS", "3");
    environment.put("COLLECKT_STOP_DELAY_SECONDS", "15");
    environment.putAll(ClusterSettingsTest.ENVIRONMENT);
    environment.put("COLLECKT_DATABASE_URL", DATABASE);
    environment.put("COLLECKT_MIGRATION_URL", "postgresql://owner:migrationpass@db/colleckt");
    environment.put("COLLECKT_REDIS_URL", REDIS);
    environment.put("COLLECKT_OWNER_EMAIL", "ada@example.com");
    environment.put("COLLECKT_OWNER_PASSWORD", "owner-password");
    environment.put("COLLECKT_IMPORTED_TOKEN_ID_MAX", "4711");
    environment.put("COLLECKT_ACTIVITY_RETENTION_DAYS", "30");
    environment.put("COLLECKT_WEBHOOK_PRIVATE_ADDRESSES", "true");
    environment.put("COLLECKT_LEAKS_PRODUCTION", "finding");
    environment.put("COLLECKT_LEAKS_SANDBOX", "finding");
    environment.put("COLLECKT_LEAKS_GRACE_HOURS", "72");
    environment.put("COLLECKT_LEAKS_GITHUB_KEYS_URL", "https://ghe.example.com/keys");
    environment.putAll(more);
    return environment;
  }

  private static Settings externalSettings() {
    return new Settings(
        new Settings.Http(
            "192.0.2.1",
            18080,
            Optional.of(URI.create("https://auth.example.com")),
            List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8::/32")),
            new LeakSettings(
                new LeakPolicy(LeakResponse.FINDING, LeakResponse.FINDING, Duration.ofDays(3)),
                URI.create("https://ghe.example.com/keys"))),
        new Settings.Ops(
            "192.0.2.2", 18081, LogFormat.JSON, Optional.of(URI.create("http://192.0.2.3:4318"))),
        new Settings.External(DATABASE, "postgresql://owner:migrationpass@db/colleckt", REDIS),
        new Settings.Owner(Optional.of("ada@example.com"), Optional.of("owner-password")),
        ClusterSettingsTest.NODE,
        3,
        Duration.ofSeconds(15),
        4711,
        30,
        true);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("colleckt.yaml"), yaml);
  }

  private static String yamlName(String variable) {
    return Key.ofVariable(variable).orElseThrow().yamlName();
  }

  private static String quoted(String value) {
    return "'" + value + "'\n";
  }

  @Test
  void onlyAPortThatOthersReachNeedsItsPublicUrl() {
    assertThat(http(Map.of()).isExposedUnnamed()).isFalse();
    Map<String, String> exposed = Map.of("COLLECKT_HTTP_HOST", "0.0.0.0");
    assertThat(http(exposed).isExposedUnnamed()).isTrue();
    Map<String, String> named =
        Map.of("COLLECKT_HTTP_HOST", "0.0.0.0", "COLLECKT_PUBLIC_URL", "https://auth.example.com");
    assertThat(http(named).isExposedUnnamed()).isFalse();
  }

  private static Settings.Http http(Map<String, String> environment) {
    return Settings.load(environment, NO_FILE).http();
  }
}
