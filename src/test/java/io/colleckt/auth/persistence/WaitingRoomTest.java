package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitingRoomTest {
  private final WaitingRoom room = new WaitingRoom(3, 2);
  private final Promise<Void> end = Promise.promise();

  @Test
  void oneNameTakesNoMoreThanItsPlaces() {
    assertThat(enter("a")).isPresent();
    assertThat(enter("a")).isPresent();
    assertThat(enter("a")).isEmpty();
    assertThat(enter("b")).isPresent();
  }

  @Test
  void fullForOneOfItsNamesIsFull() {
    enter("a", "x");
    enter("a", "y");
    assertThat(enter("a", "z")).isEmpty();
    assertThat(enter("b", "z")).isPresent();
  }

  @Test
  void nobodyEntersWhenAllPlacesAreTaken() {
    enter("a");
    enter("b");
    enter("c");
    assertThat(enter("d")).isEmpty();
  }

  @Test
  void placesAreFreeAgainAfterFailureToo() {
    enter("a");
    enter("a");
    end.fail("over");
    assertThat(enter("a")).isPresent();
  }

  private Optional<Future<Void>> enter(String... names) {
    return room.during(List.of(names), end::future);
  }
}
