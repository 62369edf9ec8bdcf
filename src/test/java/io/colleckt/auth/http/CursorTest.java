package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A cursor holds for the list that it was made for, and for no other. */
class CursorTest {
  private static final List<Object> LIST = List.of("tokens", 1, "a");

  @Test
  void cursorTellsItsPosition() {
    assertThat(Cursor.position(Cursor.of(42, LIST), LIST)).isEqualTo(42);
    assertThat(Cursor.position(Cursor.of(Long.MAX_VALUE, LIST), LIST)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void cursorOfTwoNumbersTellsBoth() {
    assertThat(Cursor.positions(Cursor.of(42, -7, LIST), LIST)).containsExactly(42, -7);
    assertRefused(Cursor.of(42, -7, LIST));
    assertThatThrownBy(() -> Cursor.positions(Cursor.of(42, LIST), LIST))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> Cursor.positions(Cursor.of(42, -7, List.of("tokens", 2, "a")), LIST))
        .isInstanceOf(Refused.class);
  }

  @Test
  void cursorOfAnotherListIsRefused() {
    assertRefused(Cursor.of(42, List.of("tokens", 2, "a")));
    assertRefused(Cursor.of(42, List.of("tokens", 1, "b")));
    assertRefused(Cursor.of(42, List.of("tokens", "1a")));
  }

  @Test
  void everyForgeryIsRefused() {
    Random random = new Random(1);
    byte[] bytes = Base64.getUrlDecoder().decode(Cursor.of(42, LIST));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
    }
    for (int length = 0; length < 100; length++) {
      byte[] nonsense = new byte[length];
      random.nextBytes(nonsense);
      assertRefused(Base64.getUrlEncoder().encodeToString(nonsense));
    }
    assertRefused("§");
  }

  private static void assertRefused(String cursor) {
    assertThatThrownBy(() -> Cursor.position(cursor, LIST))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reply().status()).isEqualTo(422));
  }
}
