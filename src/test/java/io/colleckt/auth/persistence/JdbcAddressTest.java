package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class JdbcAddressTest {

  @Test
  void credentialsStandApartFromTheUrl() {
    assertThat(JdbcAddress.of("postgresql://app:word@db_1:5433/colleckt?sslmode=require"))
        .isEqualTo(
            new JdbcAddress("jdbc:postgresql://db_1:5433/colleckt?sslmode=require", "app", "word"));
  }

  @Test
  void credentialsArePercentDecoded() {
    JdbcAddress address = JdbcAddress.of("postgres://a%40b:p%3A%2F%20%25%40+@[::1]:5432/c");
    assertThat(address.user()).isEqualTo("a@b");
    assertThat(address.password()).isEqualTo("p:/ %@+");
    assertThat(address.url()).isEqualTo("jdbc:postgresql://[::1]:5432/c");
  }

  @Test
  void thePlaceHasNoParameters() {
    assertThat(JdbcAddress.of("postgresql://app@db:5433/c?password=hush").place())
        .isEqualTo("db:5433/c");
  }

  @Test
  void passwordIsOptional() {
    assertThat(JdbcAddress.of("postgresql://app@localhost/c").password()).isEmpty();
  }

  @Test
  void complaintsAndTextHideThePassword() {
    assertThatThrownBy(() -> JdbcAddress.of("postgresql://app:hush hush@localhost/c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush")
        .hasNoCause();
    assertThatThrownBy(() -> JdbcAddress.of("mysql://app:hush@localhost/c"))
        .hasMessageNotContaining("hush");
    assertThat(JdbcAddress.of("postgresql://app:hush@localhost/c").toString())
        .doesNotContain("hush");
  }
}
