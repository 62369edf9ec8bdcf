package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every mutant is still a few lines away from the service. */
class MutantBuildTest {
  @ParameterizedTest
  @EnumSource
  void itCompiles(Mutant mutant) {
    assertThatCode(mutant::build).doesNotThrowAnyException();
  }
}
