package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.colleckt.auth.testing.TestDirectory;
import io.colleckt.auth.testing.TestToken;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.security.web.SecurityFilterChain;

/** A resource server by Spring Security's opaque token support, as it comes. */
class SpringSecurityIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static House house;
  private static AnnotationConfigApplicationContext spring;
  private static Tomcat tomcat;

  /** What an application would configure; nothing of Spring Security is replaced. */
  @Configuration
  @EnableWebSecurity
  static class Security {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers(request -> request.getRequestURI().equals("/orders"))
                      .hasAuthority("SCOPE_orders")
                      .anyRequest()
                      .authenticated())
          .oauth2ResourceServer(server -> server.opaqueToken(withDefaults()))
          .build();
    }
  }

  private static final class WhoAmI extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(request.getUserPrincipal().getName());
    }
  }

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of());
    spring = new AnnotationConfigApplicationContext();
    spring.registerBean(OpaqueTokenIntrospector.class, SpringSecurityIT::introspector);
    spring.register(Security.class);
    spring.refresh();
    tomcat = serve(spring.getBean("springSecurityFilterChain", Filter.class));
  }

  @AfterAll
  static void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    spring.close();
    house.close();
  }

  private static OpaqueTokenIntrospector introspector() {
    return SpringOpaqueTokenIntrospector.withIntrospectionUri(house.at("/v1/introspect").toString())
        .clientId(Long.toString(house.caller.id()))
        .clientSecret(house.caller.plainText())
        .build();
  }

  private static Tomcat serve(Filter security) throws Exception {
    Tomcat server = new Tomcat();
    server.setBaseDir(TestDirectory.empty("tomcat").toString());
    server.setPort(0);
    Context context = server.addContext("", null);
    Tomcat.addServlet(context, "who", new WhoAmI());
    context.addServletMappingDecoded("/", "who");
    FilterDef filter = new FilterDef();
    filter.setFilterName("security");
    filter.setFilter(security);
    context.addFilterDef(filter);
    FilterMap everything = new FilterMap();
    everything.setFilterName("security");
    everything.addURLPattern("/*");
    context.addFilterMap(everything);
    server.getConnector();
    server.start();
    return server;
  }

  @Test
  void tokenWithTheDotIsLetInUntilItIsRevoked() throws Exception {
    TestToken token = TestToken.insert(house.database);

    HttpResponse<String> response = get("/", dotted(token));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(Long.toString(token.id()));

    assertThat(house.form("/v1/revoke", "token", token.plainText()).statusCode()).isEqualTo(200);
    assertThat(get("/", dotted(token)).statusCode()).isEqualTo(401);
  }

  /** Its converter takes the characters of RFC 6750 only; nothing comes here at all. */
  @Test
  void tokenWithThePipeIsRefusedBySpringItself() throws Exception {
    TestToken token = TestToken.insert(house.database);
    HttpResponse<String> response = get("/", token.plainText());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).contains("malformed"));
  }

  @Test
  void abilitiesAreScopes() throws Exception {
    TestToken orders = TestToken.insert(house.database, "abilities = '{orders,stock}'");
    TestToken stock = TestToken.insert(house.database, "abilities = '{stock}'");
    assertThat(get("/orders", dotted(orders)).statusCode()).isEqualTo(200);
    assertThat(get("/orders", dotted(stock)).statusCode()).isEqualTo(403);
  }

  @Test
  void noOtherTokenIsLetIn() throws Exception {
    TestToken expired = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    TestToken wrong =
        new TestToken(TestToken.insert(house.database).id(), TestToken.randomSecret());
    assertThat(get("/", dotted(expired)).statusCode()).isEqualTo(401);
    assertThat(get("/", dotted(wrong)).statusCode()).isEqualTo(401);
    assertThat(get("/", dotted(house.foreign())).statusCode()).isEqualTo(401);
  }

  private static String dotted(TestToken token) {
    return token.plainText().replace('|', '.');
  }

  /** Spring answers 500 when there is no verdict: asked again, as its clients would have to. */
  private static HttpResponse<String> get(String path, String token) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    for (int i = 0; response.statusCode() >= 500 && i < 50; i++) {
      Thread.sleep(200);
      response = CLIENT.send(request, BodyHandlers.ofString());
    }
    return response;
  }
}
