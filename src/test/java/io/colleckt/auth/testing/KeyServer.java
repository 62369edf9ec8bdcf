package io.colleckt.auth.testing;

import static io.colleckt.auth.testing.Await.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes keys on loopback as GitHub does for its secret scanning, and signs with them. */
public final class KeyServer implements AutoCloseable {
  /** The name of the first key. */
  public static final String KEY =
      "bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deb7518c";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** Listens once this returns, with one key. */
  public KeyServer() {
    keys.put(KEY, drawn("secp256r1"));
    await(server.listen(0, "127.0.0.1"));
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/meta/public_keys/secret_scanning";
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  /** A key that is published nowhere. */
  public static KeyPair drawn(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The headers of a report that GitHub has signed. */
  public List<String> signed(String body) {
    return headers(KEY, sign(keys.get(KEY), body));
  }

  public static List<String> headers(String id, String signature) {
    return List.of("Github-Public-Key-Identifier", id, "Github-Public-Key-Signature", signature);
  }

  /** ASN.1 in Base64, as GitHub writes it. */
  public static String sign(KeyPair pair, String body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    JsonArray published = new JsonArray();
    keys.forEach((id, pair) -> published.add(described(id, pair)));
    request
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(new JsonObject().put("public_keys", published).encode());
  }

  private static JsonObject described(String id, KeyPair pair) {
    byte[] encoded = pair.getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
            + "\n-----END PUBLIC KEY-----\n";
    return new JsonObject().put("key_identifier", id).put("key", pem).put("is_current", true);
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
