package io.colleckt.auth.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.SignIn;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.token.PlainTextToken;
import io.colleckt.auth.webhook.WebhookSecret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No secret is sent to another node where it could be read on its way (promise P8). */
class WireSecretsTest {
  private static final Set<Class<?>> SECRETS =
      Set.of(Password.class, WebhookSecret.class, PlainTextToken.class);

  static final SignIn SIGN_IN =
      new SignIn(
          "owner@localhost",
          new Password("correct horse battery"),
          Optional.empty(),
          Fingerprint.of("session"),
          new Visitor("192.0.2.1", ""));

  @Test
  void theseMessagesHoldASecretAndNoOthers() {
    assertThat(Catalogued.all())
        .filteredOn(each -> partsOf(each).stream().anyMatch(SECRETS::contains))
        .extracting(Catalogued::toString)
        .containsExactlyInAnyOrder(
            "QUESTION accounts.sign-in",
            "QUESTION accounts.change-password",
            "QUESTION members.accept-invitation",
            "QUESTION webhooks.create",
            "QUESTION webhooks.rotate-secret");
  }

  @Test
  void aSecretIsHeldBackUnlessConnectionsAreEncrypted() {
    for (Catalogued message : Catalogued.crossing()) {
      if (partsOf(message).stream().anyMatch(SECRETS::contains)) {
        byte[] bytes = Wire.encode(message.envelope(new Samples(1).of(message.type())), false);
        assertThat(Wire.decode(bytes).body())
            .as(message.toString())
            .isEqualTo(
                new Unreadable(
                    "it was not sent: it holds a secret,"
                        + " and connections between nodes are not encrypted"));
      }
    }
  }

  @Test
  void nothingOfItIsInWhatIsSentInItsPlace() {
    byte[] bytes = Wire.encode(Envelope.question("accounts.sign-in", SIGN_IN), false);
    assertThat(Wire.decode(bytes).body()).isInstanceOf(Unreadable.class);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("owner@localhost");
  }

  @Test
  void encryptedConnectionsCarryIt() {
    byte[] bytes = Wire.encode(Envelope.question("accounts.sign-in", SIGN_IN), true);
    assertThat(Wire.decode(bytes).body()).isEqualTo(SIGN_IN);
  }

  @Test
  void clocksOfOneProcessDoNotCross() {
    for (Catalogued message : Catalogued.crossing()) {
      for (Class<?> part : partsOf(message)) {
        if (part.isRecord()) {
          assertThat(part.getRecordComponents())
              .as(message.toString())
              .extracting(RecordComponent::getName)
              .noneMatch(name -> name.endsWith("Nanos"));
        }
      }
    }
  }

  /** Every class that a message may be made of. */
  private static Set<Class<?>> partsOf(Catalogued message) {
    Set<Class<?>> parts = new HashSet<>();
    gather(message.type(), parts);
    return parts;
  }

  private static void gather(Type type, Set<Class<?>> parts) {
    if (type instanceof ParameterizedType generic) {
      gather(generic.getRawType(), parts);
      List.of(generic.getActualTypeArguments()).forEach(argument -> gather(argument, parts));
    } else if (type instanceof Class<?> plain && parts.add(plain)) {
      if (plain.isRecord()) {
        for (RecordComponent component : plain.getRecordComponents()) {
          gather(component.getGenericType(), parts);
        }
      } else if (plain.isSealed()) {
        List.of(plain.getPermittedSubclasses()).forEach(one -> gather(one, parts));
      }
    }
  }
}
