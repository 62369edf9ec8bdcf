package io.colleckt.auth.cluster;

import io.colleckt.auth.settings.ClusterSettings.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks at what a node is to prove itself with before it joins: with files that do not go together
 * it would start, and be let in nowhere.
 */
final class Proof {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Proof() {}

  /**
   * @throws IllegalStateException which file of which setting does not serve, in one line
   */
  static void check(Tls tls) {
    List<X509Certificate> chain = read("CERTIFICATE", tls.certificate());
    List<X509Certificate> authorities = read("CA", tls.authority());
    PublicKey named = chain.get(0).getPublicKey();
    if (!belongTogether(key(tls.key(), named.getAlgorithm()), named)) {
      throw refused("KEY", tls.key(), "is not the key of COLLECKT_CLUSTER_TLS_CERTIFICATE");
    }
    try {
      Set<TrustAnchor> trusted =
          authorities.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
      PKIXParameters parameters = new PKIXParameters(trusted);
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    } catch (GeneralSecurityException e) {
      String why = "is not one that COLLECKT_CLUSTER_TLS_CA has signed and that is valid now";
      throw refused("CERTIFICATE", tls.certificate(), why + " (" + e.getMessage() + ")");
    }
  }

  private static List<X509Certificate> read(String setting, Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
              .map(Proof::typed)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | GeneralSecurityException e) {
      // Refused below: what it says of garbage helps nobody.
    }
    throw refused(setting, file, "holds no certificate in PEM");
  }

  private static X509Certificate typed(Certificate certificate) {
    return (X509Certificate) certificate;
  }

  private static PrivateKey key(Path file, String algorithm) {
    try {
      Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (pem.find()) {
        byte[] key = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // Refused below: no word of what is in the file of a key.
    }
    throw refused(
        "KEY", file, "holds no " + algorithm + " key in PEM, as PKCS#8 and without a password");
  }

  private static boolean belongTogether(PrivateKey key, PublicKey named) {
    String scheme = named.getAlgorithm();
    String algorithm =
        switch (scheme) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> scheme; // EdDSA
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(named);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static IllegalStateException refused(String setting, Path file, String why) {
    return new IllegalStateException(
        "COLLECKT_CLUSTER_TLS_%s is '%s', which %s.".formatted(setting, file, why));
  }
}
