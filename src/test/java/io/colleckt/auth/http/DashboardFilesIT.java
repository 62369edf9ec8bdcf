package io.colleckt.auth.http;

import static io.colleckt.auth.http.ServedDashboard.header;
import static io.colleckt.auth.http.ServedDashboard.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's page and files, as the running service serves them. */
class DashboardFilesIT {
  private static final String FOREIGN = "0123456789abcdef";

  private static ServedDashboard site;

  @BeforeAll
  static void start() throws Exception {
    site = new ServedDashboard();
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?from=mail",
        "/sign-in",
        "/settings",
        "/settings/members",
        "/settings/tokens",
        "/settings/tokens/12",
        "/activity?outcome=revoked",
        "/findings",
        "/audit",
        "/account"
      })
  void eachAddressShowsThePageOnItsOwnTerms(String path) throws Exception {
    HttpResponse<byte[]> page = site.get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains(site.root + "app.js").doesNotContain("{{");
    assertThat(page.headers().map())
        .containsEntry("content-type", List.of("text/html; charset=utf-8"))
        .containsEntry("cache-control", List.of("no-store"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("referrer-policy", List.of("same-origin"))
        .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
        .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
        .containsEntry("x-frame-options", List.of("DENY"))
        .containsKey("permissions-policy")
        .doesNotContainKey("set-cookie")
        .doesNotContainKey("strict-transport-security");
    assertThat(header(page, "Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self' 'sha256-"
                + sha256(DashboardModules.importMap(text(page)))
                + "'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/token",
        "/tokens",
        "/welcome",
        "/sign-in/x",
        "/favicon.ico",
        "/v1",
        "/v1/x"
      })
  void allOtherAddressesAreAsBefore(String path) throws Exception {
    assertIsJson(site.get(path), 404);
  }

  @Test
  void aFileMayBeKeptForEver() throws Exception {
    HttpResponse<byte[]> file = site.get(site.root + "app.js");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(header(file, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(file, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(file, "Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(file.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void aPageThatWasOpenDuringAnUpgradeGetsWhatIsThereNow() throws Exception {
    HttpResponse<byte[]> file = site.get("/dashboard/" + FOREIGN + "/app.js");
    assertThat(file.body()).isEqualTo(site.get(site.root + "app.js").body());
    assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
    assertIsJson(site.get("/dashboard/" + FOREIGN + "/gone.js"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/uplot.js", "lib/uplot.css", "app.js"})
  void whoTakesGzipGetsTheSameBytesSmaller(String name) throws Exception {
    HttpResponse<byte[]> plain = site.get(site.root + name);
    HttpResponse<byte[]> zipped = site.get(site.root + name, "Accept-Encoding", "br, gzip;q=0.8");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(zipped, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(zipped.body()).hasSizeLessThan(plain.body().length);
    assertThat(unzipped(zipped.body())).isEqualTo(plain.body());
    HttpResponse<byte[]> refused = site.get(site.root + name, "Accept-Encoding", "gzip;q=0, *");
    assertThat(refused.body()).isEqualTo(plain.body());
  }

  @Test
  void thePageIsCompressedToo() throws Exception {
    HttpResponse<byte[]> zipped = site.get("/settings/tokens", "Accept-Encoding", "gzip");
    assertThat(unzipped(zipped.body())).isEqualTo(site.get("/settings/tokens").body());
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws Exception {
    String tag = header(site.get(site.root + "app.js"), "ETag");
    assertThat(header(site.get(site.root + "app.js", "Accept-Encoding", "gzip"), "ETag"))
        .isEqualTo(tag);
    HttpResponse<byte[]> same =
        site.get(site.root + "app.js", "If-None-Match", "\"other\", " + tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(header(same, "ETag")).isEqualTo(tag);
    assertThat(header(same, "Cache-Control")).contains("immutable");
    assertThat(header(same, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(site.get(site.root + "app.js", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
    assertThat(site.get(site.root + "lib/htm.js", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dashboard",
        "/dashboard/",
        "/dashboard/{hash}",
        "/dashboard/{hash}/",
        "/dashboard/{hash}/lib/",
        "/dashboard/{hash}/index.html",
        "/dashboard/{hash}/gone.js",
        "/dashboard/x/app.js",
        "/dashboard/app.js",
        "/dashboard/{hash}//app.js",
        "/dashboard/{hash}/%61pp.js",
        "/dashboard/{hash}/lib/../app.js",
        "/dashboard/{hash}/../openapi.yaml",
        "/dashboard/{hash}/../../etc/passwd",
        "/dashboard/{hash}/..%2f..%2fopenapi.yaml",
        "/dashboard/{hash}/%2e%2e/%2e%2e/logback.xml",
        "/dashboard/{hash}/..%5c..%5clogback.xml",
        "/dashboard/{hash}/%252e%252e/%252e%252e/logback.xml",
        "/dashboard/{hash}//etc/passwd"
      })
  void nothingButTheFilesIsThere(String path) throws Exception {
    RawHttp.Received received = raw("GET", path.replace("{hash}", site.files.hash()));
    assertThat(received.status()).as(received.text()).isEqualTo(404);
    assertThat(received.body()).isEqualTo("{\"message\":\"Not found.\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dashboard/x/../../openapi.yaml", "/dashboard/%2e%2e/openapi.yaml"})
  void aWayUpLeadsToPublicAddressesOnly(String path) throws Exception {
    assertThat(raw("GET", path).body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void aHeadIsTheAnswerWithoutItsBody() throws Exception {
    for (String path : new String[] {"/", "/settings/tokens/7", site.root + "app.js"}) {
      RawHttp.Received head = raw("HEAD", path);
      RawHttp.Received whole = raw("GET", path);
      assertThat(unnamed(head)).isEqualTo(unnamed(whole).substring(0, unnamed(head).length()));
      assertThat(head.body()).isEmpty();
      assertThat(whole.body()).isNotEmpty();
      assertThat(head.text()).containsIgnoringCase("content-length: " + whole.body().length());
    }
  }

  /** But for the name of the request. */
  private static String unnamed(RawHttp.Received answer) {
    return answer.text().replaceFirst("(?i)x-request-id: \\w+\r\n", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void nothingCanBeWritten(String method) throws Exception {
    for (String path : new String[] {"/", "/sign-in", "/settings/tokens/7", site.root + "app.js"}) {
      HttpResponse<byte[]> answer = site.call(method, path);
      assertIsJson(answer, 405);
      assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void eachFileIsServedWithItsType() throws Exception {
    assertThat(site.files.files()).containsKeys("app.js", "lib/preact.js", "lib/uplot.css");
    for (String name : site.files.files().keySet()) {
      HttpResponse<byte[]> answer = site.get(site.root + name);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.body()).as(name).isEqualTo(site.files.files().get(name).plain().getBytes());
      assertThat(header(answer, "Content-Type")).as(name).matches("[a-z]+/[a-z+]+(; charset=.*)?");
    }
  }

  private static RawHttp.Received raw(String method, String path) throws Exception {
    String request = method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    return RawHttp.exchange(site.port(), request, Duration.ofSeconds(10));
  }

  private static void assertIsJson(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(new JsonObject(text(answer)).getString("message")).isNotEmpty();
  }

  private static byte[] unzipped(byte[] bytes) throws Exception {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return gzip.readAllBytes();
    }
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
