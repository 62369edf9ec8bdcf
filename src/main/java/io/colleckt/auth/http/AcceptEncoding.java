package io.colleckt.auth.http;

import java.util.List;
import java.util.Locale;

/** What a client says about compressed answers (RFC 9110, section 12.5.3). */
final class AcceptEncoding {
  private static final double NOT_NAMED = -1;

  private AcceptEncoding() {}

  /**
   * Whether it takes gzip, and does not like it less than the plain form.
   *
   * @param fields the values of all {@code Accept-Encoding} headers
   */
  static boolean takesGzip(List<String> fields) {
    double gzip = weight(fields, "gzip");
    double offered = gzip == NOT_NAMED ? weight(fields, "*") : gzip;
    return offered > 0 && offered >= weight(fields, "identity");
  }

  private static double weight(List<String> fields, String coding) {
    return fields.stream()
        .flatMap(field -> List.of(field.split(",", -1)).stream())
        .map(part -> part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", 2))
        .filter(part -> part[0].equals(coding))
        .mapToDouble(part -> part.length == 1 ? 1 : quality(part[1]))
        .findFirst()
        .orElse(NOT_NAMED);
  }

  /** What cannot be read counts as a refusal. */
  private static double quality(String parameter) {
    return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
        ? Double.parseDouble(parameter.substring(2))
        : 0;
  }
}
