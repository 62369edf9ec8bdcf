package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a compressed answer. */
class AcceptEncodingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZIP",
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "gzip ; q=0.001",
        "*",
        "br, *;q=0.5",
        "identity;q=0.5, gzip",
        "identity;q=0, gzip;q=0.2"
      })
  void gzipIsTaken(String field) {
    assertThat(AcceptEncoding.takesGzip(List.of(field))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "identity",
        "br",
        "x-gzips",
        "gzip;q=0",
        "gzip;q=0.000",
        "gzip;q=0, *",
        "*;q=0",
        "identity, gzip;q=0.5",
        "gzip;q=2",
        "gzip;q=",
        "gzip;level=9"
      })
  void gzipIsNotTaken(String field) {
    assertThat(AcceptEncoding.takesGzip(List.of(field))).isFalse();
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(AcceptEncoding.takesGzip(List.of("br", "gzip"))).isTrue();
    assertThat(AcceptEncoding.takesGzip(List.of())).isFalse();
  }
}
