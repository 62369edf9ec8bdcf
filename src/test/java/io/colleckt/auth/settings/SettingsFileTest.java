package io.colleckt.auth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.token.Cidr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code conf/colleckt.yaml} says, and a file like it. */
class SettingsFileTest {
  private static final Path NO_FILE = Path.of("no-such-file.yaml");
  private static final Path CONF = Path.of("conf/colleckt.yaml");

  @TempDir Path directory;

  @Test
  void theShippedFileHoldsEveryKeyWithItsDefault() {
    Map<Key, String> shipped = YamlFile.read(CONF);
    assertThat(shipped).hasSize(Key.values().length);
    shipped.forEach((key, value) -> assertThat(value).as(key.name()).isEqualTo(key.byDefault()));
    assertThat(Settings.load(Map.of(), CONF)).isEqualTo(Settings.load(Map.of(), NO_FILE));
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws IOException {
    Path file = file("http_port: 1\nops_port: 2\ntrusted_proxies: [10.0.0.0/8, '::1']\n");
    Settings settings = Settings.load(Map.of("COLLECKT_HTTP_PORT", "3"), file);
    assertThat(settings.http().port()).isEqualTo(3);
    assertThat(settings.ops().port()).isEqualTo(2);
    assertThat(settings.http().trustedProxies())
        .containsExactly(Cidr.parse("10.0.0.0/8"), Cidr.parse("::1"));
  }

  @Test
  void valuesOfTheFileAreTakenAsTheyStand() throws IOException {
    Path file = file("owner_password: 012345678901\n");
    assertThat(Settings.load(Map.of(), file).owner().password()).contains("012345678901");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          http_prot: 1; http_prot is not a setting
          http_port: {a: 1}; http_port must be a single value
          - http_port; must be a mapping
          'http_port: 1\\nhttp_port: 2'; is not valid YAML at line 2
          """)
  void aFileThatMakesNoSenseStopsTheStart(String yaml, String part) throws IOException {
    Path file = file(yaml.replace("\\n", "\n"));
    assertThatThrownBy(() -> Settings.load(Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(part)
        .hasMessageContaining(file.toString());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("colleckt.yaml"), yaml);
  }
}
