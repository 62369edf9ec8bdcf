package io.colleckt.auth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that differ by an id, a version or a neighbour show the same habit. */
class HabitTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /flows/7/runs/1234 | /flows/{id}/runs/{id}
          /flows/0b6a3b1e-8f6f-4a7e-9d5e-0c0f4e9b6a11 | /flows/{id}
          /blobs/deadbeef0123 | /blobs/{id}
          /blobs/deadbeef012 | /blobs/deadbeef012
          /keys/A1b2C3d4E5f6G7h8I9j0 | /keys/{id}
          /internationalization-settings | /internationalization-settings
          /v1/me | /v1/me
          /7/ | /{id}/
          /a/. | /a/.
          / | /
          """)
  void idsAreTakenOutOfRoutes(String path, String route) {
    assertThat(RoutePattern.of(path)).isEqualTo(route);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl/8.1 | curl
          python-requests/2.31.0 | python-requests
          Go-http-client/1.1 | Go-http-client
          PostmanRuntime | PostmanRuntime
          Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 | Mozilla/Chrome
          Mozilla/5.0 (Windows) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0 | Mozilla/Edg
          Mozilla/5.0 (X11; rv:121.0) Gecko/20100101 Firefox/121.0 | Mozilla/Firefox
          Mozilla/5.0 (compatible; Googlebot/2.1; +http://x) | Mozilla/Googlebot
          Mozilla/4.0 | Mozilla
          '' | none
          ' ' | none
          """)
  void versionsAreTakenOutOfUserAgents(String userAgent, String family) {
    assertThat(UserAgentFamily.of(userAgent)).isEqualTo(family);
  }

  @Test
  void familyHasABoundedLength() {
    assertThat(UserAgentFamily.of("x".repeat(255))).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.77, 203.0.113.0/24",
    "0.0.0.1, 0.0.0.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "2001:db8:1:2::3, 2001:db8:1:0:0:0:0:0/48",
    "::1, 0:0:0:0:0:0:0:0/48"
  })
  void networkIsTheWholeNeighbourhood(String address, String network) {
    assertThat(CallerNetwork.of(IpAddress.parse(address))).isEqualTo(network);
  }
}
