package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract leaves to the domain is refused by name as well. */
class TokenBodyTest {
  private static final String MESSAGE =
      "The abilities must be 1 to 50 different names of 1 to 64 visible ASCII characters without comma.";

  static Stream<Consumer<TokenBody>> readers() {
    return Stream.of(TokenBody::grant, TokenBody::changes);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void abilityGivenTwiceGets422NamingTheField(Consumer<TokenBody> reader) {
    TokenBody body = abilities("a", "b", "a");

    Refused refused = catchThrowableOfType(Refused.class, () -> reader.accept(body));

    assertThat(refused.reply()).isEqualTo(Failures.invalid("abilities", MESSAGE));
  }

  @Test
  void differentAbilitiesAreTakenInTheirOrder() {
    assertThat(abilities("b", "A", "a").grant().abilities()).containsExactly("b", "A", "a");
  }

  private static TokenBody abilities(String... names) {
    return new TokenBody(new JsonObject().put("abilities", JsonArray.of((Object[]) names)));
  }
}
