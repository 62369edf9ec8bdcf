package io.colleckt.auth.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a report of GitHub's secret scanning is signed: by ECDSA on NIST P-256 with SHA-256, over the
 * bytes of the body as they were sent (GitHub Docs, "Secret scanning partner program").
 *
 * @param keyId the name of the key
 * @param bytes the signature (ASN.1)
 */
record GithubSignature(String keyId, Buffer bytes) {
  private static final String KEY_ID = "Github-Public-Key-Identifier";
  private static final String SIGNATURE = "Github-Public-Key-Signature";
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]{1,128}");
  private static final int LONGEST = 256;
  private static final int P256_BITS = 256;
  private static final Pattern ARMOUR = Pattern.compile("-----[A-Z ]+-----|\\s");

  /**
   * Reads the headers.
   *
   * @throws Refused with 400 when they are not those of a signed report
   */
  static GithubSignature of(HttpServerRequest request) {
    String keyId = single(request, KEY_ID);
    String signature = single(request, SIGNATURE);
    if (!NAME.matcher(keyId).matches() || signature.length() > LONGEST) {
      throw unsigned();
    }
    try {
      return new GithubSignature(keyId, Buffer.buffer(Base64.getDecoder().decode(signature)));
    } catch (IllegalArgumentException e) {
      throw unsigned();
    }
  }

  /**
   * Whether this key has signed these bytes. Takes a millisecond for a megabyte or so.
   *
   * @param pem the public key as GitHub publishes it
   */
  boolean fits(String pem, byte[] body) {
    try {
      byte[] encoded = Base64.getDecoder().decode(ARMOUR.matcher(pem).replaceAll(""));
      ECPublicKey key =
          (ECPublicKey)
              KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      if (key.getParams().getOrder().bitLength() != P256_BITS) {
        return false;
      }
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(key);
      signature.update(body);
      return signature.verify(bytes.getBytes());
    } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
      return false;
    }
  }

  private static String single(HttpServerRequest request, String header) {
    List<String> values = request.headers().getAll(header);
    if (values.size() != 1) {
      throw unsigned();
    }
    return values.get(0).strip();
  }

  private static Refused unsigned() {
    String missing = KEY_ID + " and " + SIGNATURE;
    return new Refused(Failures.badRequest("A report is signed: see " + missing + "."));
  }
}
