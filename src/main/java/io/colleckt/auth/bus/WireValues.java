package io.colleckt.auth.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.webhook.WebhookSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The values that are no records: each is its bytes. A password and a webhook's secret are written
 * only where {@link #SECRETS_MAY_CROSS}.
 */
final class WireValues {
  /** The attribute of a writer that tells whether secrets may be written. */
  static final String SECRETS_MAY_CROSS = "secrets may cross";

  private WireValues() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule("values");
    add(module, SecretHash.class, SecretHash::bytes, SecretHash::ofBytes, false);
    add(module, Password.class, WireValues::bytes, WireValues::password, true);
    add(module, WebhookSecret.class, WebhookSecret::bytes, WebhookSecret::of, true);
    return module;
  }

  private static <T> void add(
      SimpleModule module,
      Class<T> type,
      Function<T, byte[]> bytes,
      Function<byte[], T> value,
      boolean secret) {
    module.addSerializer(type, new Writing<>(type, bytes, secret));
    module.addDeserializer(type, new Reading<>(type, value));
  }

  private static byte[] bytes(Password password) {
    return password.text().getBytes(StandardCharsets.UTF_16BE);
  }

  private static Password password(byte[] bytes) {
    return new Password(new String(bytes, StandardCharsets.UTF_16BE));
  }

  private static final class Writing<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<T, byte[]> bytes;
    private final boolean secret;

    private Writing(Class<T> type, Function<T, byte[]> bytes, boolean secret) {
      super(type);
      this.bytes = bytes;
      this.secret = secret;
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (secret && !Boolean.TRUE.equals(provider.getAttribute(SECRETS_MAY_CROSS))) {
        throw new WithheldException(generator);
      }
      generator.writeBinary(bytes.apply(value));
    }
  }

  private static final class Reading<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<byte[], T> value;

    private Reading(Class<T> type, Function<byte[], T> value) {
      super(type);
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return value.apply(parser.getBinaryValue());
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, "Not what it should be.", e);
      }
    }
  }
}
