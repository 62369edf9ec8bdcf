package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The files of proxies that Debian does not have, as these read them, without comments: that they
 * ask the service, tell it what it needs, and let no client say who it is.
 */
class ProxyFilesTest {
  private static final String SERVICE = "127.0.0.1:8080";
  private static final String[] ASKED_WITH = {
    "authorization", "user-agent", "origin", "sec-fetch-site", "sec-fetch-mode"
  };
  private static final String[] SAID = {
    "x-token-id", "x-workspace-id", "x-token-environment", "x-token-abilities", "x-token-expires-at"
  };

  @Test
  void traefikRemovesWhateverLooksLikeAWordOfTheService() throws Exception {
    JsonObject middleware =
        read("traefik", "dynamic.yml").getJsonObject("http").getJsonObject("middlewares");
    JsonObject auth = middleware.getJsonObject("colleckt").getJsonObject("forwardAuth");
    JsonObject router =
        read("traefik", "dynamic.yml")
            .getJsonObject("http")
            .getJsonObject("routers")
            .getJsonObject("api");

    assertThat(router.getJsonArray("middlewares")).containsExactly("colleckt");
    assertThat(auth.getString("address")).isEqualTo("http://" + SERVICE + "/v1/verify");
    assertThat(auth.getBoolean("trustForwardHeader")).isFalse();
    assertThat(names(auth, "authRequestHeaders")).containsExactlyInAnyOrder(ASKED_WITH);
    Pattern removed = Pattern.compile(auth.getString("authResponseHeadersRegex"));
    assertThat(Stream.of(SAID).flatMap(name -> Stream.of(name, name.replace('-', '_'))))
        .allMatch(name -> removed.matcher(name).find());
    assertThat(List.of("x-forwarded-for", "authorization", "x-request-id"))
        .noneMatch(name -> removed.matcher(name).find());
  }

  @Test
  void envoyRemovesFirstAndAsksThen() throws Exception {
    JsonObject manager =
        read("envoy", "envoy.yaml")
            .getJsonObject("static_resources")
            .getJsonArray("listeners")
            .getJsonObject(0)
            .getJsonArray("filter_chains")
            .getJsonObject(0)
            .getJsonArray("filters")
            .getJsonObject(0)
            .getJsonObject("typed_config");
    JsonArray filters = manager.getJsonArray("http_filters");
    JsonObject mutations = filter(filters, 0, "header_mutation").getJsonObject("mutations");
    JsonObject auth = filter(filters, 1, "ext_authz");
    JsonObject question = auth.getJsonObject("http_service");

    assertThat(manager.getBoolean("use_remote_address")).isTrue();
    assertThat(
            manager
                .getJsonObject("common_http_protocol_options")
                .getString("headers_with_underscores_action"))
        .isEqualTo("DROP_HEADER");
    assertThat(each(mutations, "request_mutations", "remove")).containsExactlyInAnyOrder(SAID);
    assertThat(auth.getBoolean("failure_mode_allow")).isFalse();
    assertThat(auth.getJsonObject("status_on_error").getString("code"))
        .isEqualTo("ServiceUnavailable");
    assertThat(each(auth.getJsonObject("allowed_headers"), "patterns", "exact"))
        .contains(ASKED_WITH)
        .contains("x-forwarded-for");
    assertThat(question.getJsonObject("server_uri").getString("uri"))
        .isEqualTo("http://" + SERVICE);
    assertThat(question.getString("path_prefix")).isEqualTo("/v1/verify");
    JsonObject answer = question.getJsonObject("authorization_response");
    assertThat(each(answer.getJsonObject("allowed_upstream_headers"), "patterns", "prefix"))
        .containsExactly("x-token-", "x-workspace-");
    assertThat(filter(filters, 2, "router")).isNotNull();
  }

  @Test
  void apisixReplacesWhatTheServiceSays() throws Exception {
    JsonObject auth =
        read("apisix", "apisix.yaml")
            .getJsonArray("routes")
            .getJsonObject(0)
            .getJsonObject("plugins")
            .getJsonObject("forward-auth");

    assertThat(auth.getString("uri")).isEqualTo("http://" + SERVICE + "/v1/verify");
    assertThat(auth.getInteger("status_on_error")).isEqualTo(503);
    assertThat(auth.getBoolean("allow_degradation", false)).isFalse();
    assertThat(names(auth, "request_headers")).containsExactlyInAnyOrder(ASKED_WITH);
    assertThat(names(auth, "upstream_headers")).containsExactlyInAnyOrder(SAID);
    assertThat(names(auth, "client_headers"))
        .contains("www-authenticate", "retry-after", "cache-control", "content-type");
  }

  private static JsonObject filter(JsonArray filters, int at, String name) {
    JsonObject filter = filters.getJsonObject(at);
    assertThat(filter.getString("name")).isEqualTo("envoy.filters.http." + name);
    return filter.getJsonObject("typed_config");
  }

  private static List<String> each(JsonObject of, String list, String field) {
    return of.getJsonArray(list).stream().map(one -> ((JsonObject) one).getString(field)).toList();
  }

  /** In small letters, since names of headers have none of their own. */
  private static List<String> names(JsonObject of, String list) {
    return of.getJsonArray(list).stream()
        .map(one -> one.toString().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static JsonObject read(String directory, String file) throws IOException {
    String text = Files.readString(Path.of("conf", "proxies", directory, file));
    Map<String, Object> read = new Yaml().load(text);
    return new JsonObject(read);
  }
}
