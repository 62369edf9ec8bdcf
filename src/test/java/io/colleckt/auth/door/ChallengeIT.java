package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.TestToken;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6750: how a token is presented, and what a refusal says. */
class ChallengeIT {
  private static final String NOTHING_PRESENTED = "Bearer realm=\"api\"";
  private static final String INVALID = "Bearer realm=\"api\", error=\"invalid_token\"";

  private static House house;

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of());
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  /** Section 3.1: without authentication information there should be no error code. */
  @ParameterizedTest
  @ValueSource(strings = {"/v1/verify", "/v1/verify/orders", "/v1/me"})
  void withoutATokenNoErrorIsNamed(String path) throws Exception {
    for (String header : new String[] {null, "Bearer", "Basic eDp5", "Token x"}) {
      HttpResponse<String> response = house.send(house.request(path, header).GET());
      assertRefused(response, 401, "Unauthenticated.", NOTHING_PRESENTED);
    }
  }

  @Test
  void presentedTokenThatIsNoneIsInvalid() throws Exception {
    TestToken dead = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    for (String header : new String[] {"Bearer x", "bearer " + dead.plainText()}) {
      HttpResponse<String> response = house.send(house.request("/v1/verify", header).GET());
      assertRefused(response, 401, "Unauthenticated.", INVALID);
    }
  }

  @Test
  void missingAbilityIsInsufficientScope() throws Exception {
    TestToken token = TestToken.insert(house.database, "abilities = '{read}'");
    HttpRequest.Builder request =
        house.request("/v1/verify?ability=write", "Bearer " + token.plainText()).GET();
    String challenge = "Bearer realm=\"api\", error=\"insufficient_scope\"";
    assertRefused(house.send(request), 403, "Invalid ability provided.", challenge);
  }

  /** Sections 2.2 and 2.3 leave these to the server, and advise against them: both end in logs. */
  @Test
  void tokenInAFormOrInTheQueryIsNotPresented() throws Exception {
    String parameter = House.encoded("access_token", TestToken.insert(house.database).plainText());
    HttpRequest.Builder form =
        house
            .request("/v1/verify", null)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(parameter));
    HttpRequest.Builder query = house.request("/v1/verify?" + parameter, null).GET();
    assertRefused(house.send(form), 401, "Unauthenticated.", NOTHING_PRESENTED);
    assertRefused(house.send(query), 401, "Unauthenticated.", NOTHING_PRESENTED);
  }

  /** Section 5.3: answers that depend on a token are not to be kept. */
  @Test
  void acceptedAnswerIsNotToBeKept() throws Exception {
    TestToken token = TestToken.insert(house.database);
    HttpResponse<String> response =
        house.send(house.request("/v1/verify", "Bearer " + token.plainText()).GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private static void assertRefused(
      HttpResponse<String> response, int status, String message, String challenge) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
  }
}
