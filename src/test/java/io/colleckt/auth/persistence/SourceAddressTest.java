package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {
  @ParameterizedTest
  @CsvSource({
    "mysql://app:word@DB.example.com:3306/laravel, db.example.com/laravel",
    "mariadb://db.example.com/laravel?password=word, db.example.com/laravel",
    "mysql://db.example.com:3307/laravel, db.example.com:3307/laravel",
    "postgresql://app:word@db.example.com:5432/one, db.example.com/one",
    "postgresql://db.example.com/one?user=a&currentSchema=shop, db.example.com/one/shop",
    "postgresql://[2001:db8::7]:5432/one, [2001:db8::7]/one"
  })
  void databaseIsToldFromOthersWithoutCredentials(String url, String place) {
    assertThat(SourceAddress.of(url).place()).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sqlite:/var/www/database.sqlite",
        "mysql://localhost/laravel",
        "mysql://127.0.0.1:3307/laravel",
        "postgresql://[::1]:5432/laravel"
      })
  void whatIsAnotherOnEachMachineIsNotTold(String url) {
    assertThat(SourceAddress.of(url).place()).isEmpty();
  }

  @Test
  void passwordsAreInNoReason() {
    SourceAddress address =
        SourceAddress.of("mysql://a:hush1@db/x?sslPassword=hush2&pwd=hush%203&a=b");
    assertThat(address.reason(new SQLException("hush1 hush2 hush%203 hush 3 b")))
        .isEqualTo("… … … … b");
  }
}
