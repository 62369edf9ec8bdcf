package io.colleckt.auth.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTest {
  private static final String HASH = HexFormat.of().formatHex(TestToken.hash("secret").bytes());

  private static final Map<String, String> ROW =
      Map.of(
          "id", "12",
          "tokenable_type", "App\\Models\\User",
          "tokenable_id", "7",
          "name", "Production Integration",
          "token", HASH,
          "abilities", "[\"*\"]",
          "created_at", "2026-01-01 00:00:00");

  @Test
  void aRowIsTheTokenThatSanctumWouldFind() {
    ForeignToken token = read(ROW);
    assertThat(token.id()).isEqualTo(12);
    assertThat(token.name()).isEqualTo("Production Integration");
    assertThat(token.workspaceId()).isEqualTo(1);
    assertThat(token.hash()).isEqualTo(TestToken.hash("secret"));
    assertThat(token.abilities()).containsExactly("*");
    assertThat(token.dates().createdAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(token.dates().expiresAt()).isEmpty();
    assertThat(token.remarks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01 00:00:00, , 2026-06-01T00:00:00Z",
    "2026-06-01 00:00:00, 1440, 2026-01-02T00:00:00Z",
    "2026-01-01 12:00:00, 1440, 2026-01-01T12:00:00Z",
    ", 60, 2026-01-01T01:00:00Z"
  })
  void theEarlierExpiryCounts(String own, Long minutes, Instant expected) {
    Map<String, String> row = new HashMap<>(ROW);
    if (own != null) {
      row.put("expires_at", own);
    }
    Optional<Duration> expiration = Optional.ofNullable(minutes).map(Duration::ofMinutes);
    assertThat(read(row, expiration).dates().expiresAt()).contains(expected);
  }

  @Test
  void withoutACreationAGlobalExpirationCannotBeHonoured() {
    Map<String, String> row = new HashMap<>(ROW);
    row.remove("created_at");
    Reading reading = reader(Optional.of(Duration.ofDays(1))).read(row(row));
    assertThat(reading).isInstanceOf(Reading.Unfit.class);
    assertThat(read(row).dates().createdAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "[];",
        "[\"read\",\"write\"];read,write",
        "[\"read\",\"read\"];read",
        "{\"1\":\"read\",\"4\":\"write\"};read,write",
        "[\"read\",\"*\"];*",
        "[\"two words\",\"read\"];read",
        "[\"tokens:introspect\",\"read\"];read"
      })
  void abilitiesAreWhatPhpWouldDecode(String json, String expected) {
    List<String> names = expected == null ? List.of() : List.of(expected.split(","));
    assertThat(read(with("abilities", json)).abilities()).isEqualTo(names);
  }

  @Test
  void whatCannotBeAnAbilityHereIsLeftOutAndSaid() {
    ForeignToken token = read(with("abilities", "[\"tokens:introspect\",\"a,b\",\"read\"]"));
    assertThat(token.abilities()).containsExactly("read");
    assertThat(token.remark()).isEqualTo("without abilities that are none here: 2");
  }

  @Test
  void withoutAbilitiesSanctumGivesNone() {
    Map<String, String> row = new HashMap<>(ROW);
    row.remove("abilities");
    assertThat(read(row).abilities()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"*\"", "*", "null", "\"*\"", "[1]", "[[\"*\"]]", "[\"a\"] x", "{\"a\":1}", " "})
  void brokenAbilitiesAreNone(String json) {
    Reading.Unfit unfit = unfit(with("abilities", json));
    assertThat(unfit.reason()).contains("abilities");
    assertThat(unfit.works()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1", "01", "1e3", "9007199254740992", "9f1c", " 1", "1.0"})
  void anIdThatNoTokenHasIsRefused(String id) {
    assertThat(unfit(with("id", id)).reason()).contains("The id");
  }

  @Test
  void aHashOfAnotherLengthLetsNobodyIn() {
    for (String hash : List.of("abc", HASH.substring(1), HASH + "0", HASH.replace('a', 'g'), "é")) {
      Reading.Unfit unfit = unfit(with("token", hash));
      assertThat(unfit.reason()).contains("SHA-256").doesNotContain(hash + " ");
      assertThat(unfit.works()).isFalse();
    }
    Map<String, String> row = new HashMap<>(ROW);
    row.remove("token");
    assertThat(unfit(row).reason()).isEqualTo("The column token is empty.");
  }

  @Test
  void hashesMayBeHexOrBase64() {
    byte[] bytes = TestToken.hash("secret").bytes();
    List<String> texts =
        List.of(
            HASH.toUpperCase(java.util.Locale.ROOT),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    for (String text : texts) {
      assertThat(read(with("token", text)).hash()).isEqualTo(TestToken.hash("secret"));
    }
  }

  @Test
  void aNameThatIsNotAllowedIsMadeSo() {
    assertThat(read(with("name", "a\u0000b\nc\u202Ed")).name()).isEqualTo("a b c d");
    assertThat(read(with("name", "x".repeat(300))).name()).hasSize(255);
    assertThat(read(with("name", "\n\u200b")).name()).isEqualTo("Token 12");
    assertThat(read(with("name", " ")).remark()).contains("name");
  }

  @Test
  void theMostExactRuleSaysWhoseItIs() {
    Owners owners = new Owners(Map.of("User#7", 1, "User", 2, "*", 3));
    assertThat(owners.workspaceOf("User", "7")).hasValue(1);
    assertThat(owners.workspaceOf("User", "8")).hasValue(2);
    assertThat(owners.workspaceOf("Team", "7")).hasValue(3);
    assertThat(new Owners(Map.of("User", 2)).workspaceOf("Team", "7")).isEmpty();
  }

  private static Map<String, String> with(String column, String value) {
    Map<String, String> row = new HashMap<>(ROW);
    row.put(column, value);
    return row;
  }

  private static ForeignToken read(Map<String, String> row) {
    return read(row, Optional.empty());
  }

  private static ForeignToken read(Map<String, String> row, Optional<Duration> expiration) {
    return ((Reading.Fit) reader(expiration).read(row(row))).token();
  }

  private static SourceRow row(Map<String, String> texts) {
    Map<String, Optional<String>> values = new HashMap<>();
    texts.forEach((column, text) -> values.put(column, Optional.of(text)));
    return new SourceRow(values);
  }

  private static Reading.Unfit unfit(Map<String, String> row) {
    return (Reading.Unfit) reader(Optional.empty()).read(row(row));
  }

  private static RowReader reader(Optional<Duration> expiration) {
    return new RowReader(
        new RowRules(
            new Owners(Map.of(Owners.ALL, 1)),
            Environment.PRODUCTION,
            expiration,
            ZoneId.of("UTC"),
            RowRules.Dialect.SANCTUM));
  }
}
