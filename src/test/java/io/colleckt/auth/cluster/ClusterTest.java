package io.colleckt.auth.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class ClusterTest {
  @Test
  void whatABrokenConnectionTookAlongIsNoFault() {
    Promise<Void> over = Promise.promise();
    over.complete();
    Promise<Void> write = Promise.promise();
    write.future().onComplete(over);
    assertThat(catchThrowable(() -> write.fail("Connection was closed")))
        .matches(Cluster::isLostMessage);
    assertThat(catchThrowable(over::complete))
        .isInstanceOf(IllegalStateException.class)
        .matches(thrown -> !Cluster.isLostMessage(thrown));
    assertThat(Cluster.isLostMessage(new IllegalStateException())).isFalse();
  }
}
