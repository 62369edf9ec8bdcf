package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.AccountWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ChangeWorkspace;
import io.colleckt.auth.account.ReadWorkspace;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Workspace;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class WorkspaceIT {
  private static AccountWorld world;

  @BeforeAll
  static void open() {
    world = new AccountWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Outcome<Workspace> change(Actor actor, String name, int longestExpiryDays) {
    return world.outcome(
        Addresses.CHANGE_WORKSPACE,
        new ChangeWorkspace(
            actor,
            Optional.of(name),
            Optional.empty(),
            Optional.empty(),
            Optional.of(longestExpiryDays),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void changeAndItsDifferenceAreOnRecord() {
    Actor owner = world.owner.actor();
    Workspace changed = done(change(owner, "Acme", 366));
    assertThat(changed.name()).isEqualTo("Acme");
    assertThat(done(world.outcome(Addresses.WORKSPACE, new ReadWorkspace(owner))))
        .isEqualTo(changed);
    assertThat(world.lastAudit())
        .startsWith("workspace.changed workspace:1")
        .endsWith("{\"name\":\"My workspace\"} {\"name\":\"Acme\"}");
    int rows = world.audited().size();
    done(change(owner, "Acme", 366));
    assertThat(world.audited()).as("nothing has changed").hasSize(rows);
  }

  @Test
  void memberReadsAndDoesNotChange() {
    Actor member = world.join(world.owner.actor(), "member@example.com", Role.MEMBER);
    done(world.outcome(Addresses.WORKSPACE, new ReadWorkspace(member)));
    assertThat(change(member, "Mine", 1)).isInstanceOf(Outcome.Forbidden.class);
  }
}
