package io.colleckt.auth.http;

import io.colleckt.auth.token.Grant;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;

/**
 * What a caller of {@code /v1/verify} asks for beyond "who is this?". Below that path the query is
 * the original request's and says nothing to us; {@code /v1/me} takes none.
 *
 * @param ability which ability is required, or the empty string
 * @param tooManyStatus 429, or 403 for nginx, which turns a 429 into a 500
 * @param wrongParameter the parameter that cannot be understood, or null
 * @param what is wrong with it, or null
 */
record CheckQuery(String ability, int tooManyStatus, String wrongParameter, String what) {
  private static final CheckQuery NONE = new CheckQuery("", 429, null, null);

  /** Reads the query of a request. */
  static CheckQuery of(HttpServerRequest request) {
    String uri = request.uri();
    if (uri.indexOf('?') < 0 || request.path().startsWith(CheckRoutes.VERIFY_BELOW)) {
      return NONE;
    }
    if (!RequestTarget.hasReadableQuery(uri)) {
      return wrong("query", "The query is malformed.");
    }
    boolean taken = request.path().equals(CheckRoutes.VERIFY);
    return taken ? read(request.params()) : refuse(request.params());
  }

  /** Whether it could be understood. */
  boolean isValid() {
    return wrongParameter == null;
  }

  private static CheckQuery read(MultiMap parameters) {
    CheckQuery query = NONE;
    for (Map.Entry<String, String> parameter : parameters) {
      List<String> values = parameters.getAll(parameter.getKey());
      query = values.size() == 1 ? query.with(parameter) : repeated(parameter.getKey());
      if (!query.isValid()) {
        return query;
      }
    }
    return query;
  }

  private static CheckQuery refuse(MultiMap parameters) {
    return parameters.names().stream().findFirst().map(CheckQuery::unknown).orElse(NONE);
  }

  private CheckQuery with(Map.Entry<String, String> parameter) {
    String value = parameter.getValue();
    return switch (parameter.getKey()) {
      case "ability" ->
          Grant.ABILITY.matcher(value).matches()
              ? new CheckQuery(value, tooManyStatus, null, null)
              : wrong("ability", "An ability is 1 to 64 visible ASCII characters without comma.");
      case "deny" ->
          value.equals("403")
              ? new CheckQuery(ability, 403, null, null)
              : wrong("deny", "The only value is 403.");
      default -> unknown(parameter.getKey());
    };
  }

  private static CheckQuery unknown(String parameter) {
    return wrong(parameter, "This parameter is unknown.");
  }

  private static CheckQuery repeated(String parameter) {
    return wrong(parameter, "This parameter is given more than once.");
  }

  private static CheckQuery wrong(String parameter, String what) {
    return new CheckQuery("", 429, parameter, what);
  }
}
