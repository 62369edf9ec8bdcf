package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.token.IpAddress;
import java.util.List;
import java.util.Locale;

/**
 * Who asks for a password to be judged or stored, as it is counted.
 *
 * @param network an IPv4 address, or the /64 that one IPv6 customer has for himself
 * @param account whose password it is said to be, without saying who that is
 */
record Applicant(String network, String account) {

  static Applicant of(Visitor visitor, String email) {
    return new Applicant(
        "address:" + network(visitor.address()),
        "account:" + Fingerprint.of(email.toLowerCase(Locale.ROOT)).hex());
  }

  /** Under which places are counted. */
  List<String> names() {
    return List.of(network, account);
  }

  private static String network(String address) {
    try {
      return IpAddress.parse(address).network().toString();
    } catch (IllegalArgumentException e) {
      return "unknown";
    }
  }
}
