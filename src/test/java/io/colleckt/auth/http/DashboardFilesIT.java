package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's page and files, as the running service serves them. */
class DashboardFilesIT {
  private static final String FOREIGN = "0123456789abcdef";
  private static final int FIRST_LOAD_BYTES = 150_000;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RedisProcess redis;
  private static RunningNode node;
  private static DashboardFiles files;
  private static String root;

  @BeforeAll
  static void start() throws Exception {
    redis = new RedisProcess();
    node = RunningNode.on(Stores.shared().freshDatabase(), redis.url());
    files = await(DashboardFiles.read(node.node().vertx()));
    root = "/dashboard/" + files.hash() + "/";
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
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
    HttpResponse<byte[]> page = get(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains(root + "app.js").doesNotContain("{{");
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
    assertIsJson(get(path), 404);
  }

  @Test
  void aFileMayBeKeptForEver() throws Exception {
    HttpResponse<byte[]> file = get(root + "app.js");
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
    HttpResponse<byte[]> file = get("/dashboard/" + FOREIGN + "/app.js");
    assertThat(file.body()).isEqualTo(get(root + "app.js").body());
    assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
    assertIsJson(get("/dashboard/" + FOREIGN + "/gone.js"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lib/uplot.js", "lib/uplot.css", "app.js"})
  void whoTakesGzipGetsTheSameBytesSmaller(String name) throws Exception {
    HttpResponse<byte[]> plain = get(root + name);
    HttpResponse<byte[]> zipped = get(root + name, "Accept-Encoding", "br, gzip;q=0.8");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(zipped, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(zipped.body()).hasSizeLessThan(plain.body().length);
    assertThat(unzipped(zipped.body())).isEqualTo(plain.body());
    HttpResponse<byte[]> refused = get(root + name, "Accept-Encoding", "gzip;q=0, *");
    assertThat(refused.body()).isEqualTo(plain.body());
  }

  @Test
  void thePageIsCompressedToo() throws Exception {
    HttpResponse<byte[]> zipped = get("/settings/tokens", "Accept-Encoding", "gzip");
    assertThat(unzipped(zipped.body())).isEqualTo(get("/settings/tokens").body());
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws Exception {
    String tag = header(get(root + "app.js"), "ETag");
    assertThat(header(get(root + "app.js", "Accept-Encoding", "gzip"), "ETag")).isEqualTo(tag);
    HttpResponse<byte[]> same = get(root + "app.js", "If-None-Match", "\"other\", " + tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(header(same, "ETag")).isEqualTo(tag);
    assertThat(header(same, "Cache-Control")).contains("immutable");
    assertThat(header(same, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(get(root + "app.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(get(root + "lib/htm.js", "If-None-Match", tag).statusCode()).isEqualTo(200);
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
    RawHttp.Received received = raw("GET", path.replace("{hash}", files.hash()));
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
    for (String path : new String[] {"/", "/settings/tokens/7", root + "app.js"}) {
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
    for (String path : new String[] {"/", "/sign-in", "/settings/tokens/7", root + "app.js"}) {
      HttpResponse<byte[]> answer = call(method, path);
      assertIsJson(answer, 405);
      assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void eachFileIsServedWithItsType() throws Exception {
    assertThat(files.files()).containsKeys("app.js", "lib/preact.js", "lib/uplot.css");
    for (String name : files.files().keySet()) {
      HttpResponse<byte[]> answer = get(root + name);
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.body()).as(name).isEqualTo(files.files().get(name).plain().getBytes());
      assertThat(header(answer, "Content-Type")).as(name).matches("[a-z]+/[a-z+]+(; charset=.*)?");
    }
  }

  @Test
  void eachImportLeadsToAFile() throws Exception {
    DashboardModules modules = DashboardModules.of(text(get("/")));
    assertThat(modules.links()).contains(root + "app.js");
    for (String address : modules.links()) {
      assertThat(get(address).statusCode()).as(address).isEqualTo(200);
    }
    for (String name : files.files().keySet()) {
      Set<String> imported =
          name.endsWith(".js") ? modules.importedBy(root + name, text(get(root + name))) : Set.of();
      for (String address : imported) {
        assertThat(address).as("imported by " + name).startsWith(root);
        assertThat(get(address).statusCode()).as(name + " imports " + address).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/", "/settings/tokens", "/settings/tokens/7", "/activity"})
  void theFirstLoadIsSmallAndNamedInThePage(String path) throws Exception {
    DashboardModules modules = DashboardModules.of(text(get(path)));
    Set<String> loaded = modules.firstLoad(DashboardFilesIT::source);
    assertThat(loaded).contains(root + "lib/preact.js", root + "style.css");
    assertThat(modules.links()).containsExactlyInAnyOrderElementsOf(loaded);
    int bytes = get(path, "Accept-Encoding", "gzip").body().length;
    for (String address : loaded) {
      HttpResponse<byte[]> file = get(address, "Accept-Encoding", "gzip");
      assertThat(header(file, "Cache-Control")).as(address).contains("immutable");
      bytes += file.body().length;
    }
    assertThat(bytes).isBetween(5_000, FIRST_LOAD_BYTES);
  }

  @Test
  void eachRouteAsksForItsOwnPage() throws Exception {
    assertThat(text(get("/"))).contains(root + "pages/overview.js").doesNotContain("pages/token");
    assertThat(text(get("/settings/tokens"))).contains("pages/tokens.js");
    assertThat(text(get("/settings/tokens/new"))).contains("pages/new-token.js");
    assertThat(text(get("/settings/tokens/7"))).contains("pages/token.js");
    assertThat(text(get("/sign-in"))).doesNotContain("/pages/");
  }

  @Test
  void theOneStyleSheetHoldsAll() throws Exception {
    String style = text(get(root + "style.css"));
    for (String name : files.files().keySet()) {
      if (name.endsWith(".css")) {
        assertThat(style).as(name).contains(text(get(root + name)));
      }
    }
  }

  private static String source(String address) {
    return files.files().get(address.substring(root.length())).plain().toString();
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return call("GET", path, headers);
  }

  private static HttpResponse<byte[]> call(String method, String path, String... headers)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + node.node().httpPort() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(
        request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
  }

  private static RawHttp.Received raw(String method, String path) throws Exception {
    String request = method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    return RawHttp.exchange(node.node().httpPort(), request, Duration.ofSeconds(10));
  }

  private static void assertIsJson(HttpResponse<byte[]> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(new JsonObject(text(answer)).getString("message")).isNotEmpty();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
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
