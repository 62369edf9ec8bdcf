package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.AccountWorld.PASSWORD;
import static io.colleckt.auth.persistence.AccountWorld.done;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ChangeRole;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.InviteMember;
import io.colleckt.auth.account.ListMembers;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.ReadMember;
import io.colleckt.auth.account.RemoveMember;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MembershipIT {
  private AccountWorld world;
  private Actor owner;

  @BeforeEach
  void open() {
    world = new AccountWorld();
    owner = world.owner.actor();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Outcome<Member> changeRole(Actor actor, Actor target, Role role) {
    return world.outcome(Addresses.CHANGE_ROLE, new ChangeRole(actor, target.memberId(), role));
  }

  private Outcome<Member> remove(Actor actor, Actor target) {
    return world.outcome(Addresses.REMOVE_MEMBER, new RemoveMember(actor, target.memberId()));
  }

  @Test
  void lastOwnerCanBeNeitherDemotedNorRemoved() {
    assertThat(changeRole(owner, owner, Role.ADMIN)).isInstanceOf(Outcome.Conflict.class);
    assertThat(remove(owner, owner)).isInstanceOf(Outcome.Conflict.class);
    done(
        world.outcome(
            Addresses.INVITE,
            new InviteMember(owner, "asked@example.com", Role.OWNER, AccountWorld.draw())));
    assertThat(remove(owner, owner))
        .as("somebody who was only asked is no owner")
        .isInstanceOf(Outcome.Conflict.class);
    Actor second = world.join(owner, "second@example.com", Role.OWNER);
    done(changeRole(owner, owner, Role.MEMBER));
    assertThat(remove(second, second)).isInstanceOf(Outcome.Conflict.class);
  }

  @Test
  void ofTwoOwnersWhoDemoteEachOtherAtOnceOneStays() {
    Actor second = world.join(owner, "second@example.com", Role.OWNER);
    for (int round = 0; round < 10; round++) {
      world.execute("update memberships set role = 'owner'");
      List<Future<Answer<Member>>> both =
          List.of(
              world.asked(
                  Addresses.CHANGE_ROLE, new ChangeRole(owner, second.memberId(), Role.ADMIN)),
              world.asked(
                  Addresses.CHANGE_ROLE, new ChangeRole(second, owner.memberId(), Role.ADMIN)));
      await(Future.join(both));
      assertThat(world.rows("select count(*) from memberships where role = 'owner'"))
          .containsExactly("1");
    }
  }

  @Test
  void changedRoleIsInForceAtTheNextRequest() {
    Actor admin = world.join(owner, "ada@example.com", Role.ADMIN);
    Fingerprint session = world.signedIn("ada@example.com", PASSWORD);
    assertThat(done(changeRole(owner, admin, Role.MEMBER)).role()).isEqualTo(Role.MEMBER);
    assertThat(done(world.session(session)).member().role()).isEqualTo(Role.MEMBER);
    assertThat(world.lastAudit())
        .startsWith("member.role_changed member:" + admin.memberId())
        .endsWith("{\"role\":\"admin\"} {\"role\":\"member\"}");
    assertThat(changeRole(admin, admin, Role.ADMIN))
        .as("a request that was under way with the old role")
        .isInstanceOf(Outcome.Forbidden.class);
  }

  @Test
  void removedMemberIsOutAtOnce() {
    Actor admin = world.join(owner, "ada@example.com", Role.ADMIN);
    Fingerprint session = world.signedIn("ada@example.com", PASSWORD);
    done(remove(owner, admin));
    assertThat(world.session(session)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.rows("select 1 from sessions where member_id = " + admin.memberId()))
        .isEmpty();
    assertThat(world.signIn("ada@example.com", PASSWORD, AccountWorld.draw(), "::1"))
        .isInstanceOf(Outcome.Invalid.class);
    assertThat(world.audited()).contains("member.removed");
    assertThat(world.ask(Addresses.MEMBERS, new ListMembers(owner)).all()).hasSize(1);
  }

  @Test
  void adminManagesAllButOwnersAndMemberNobody() {
    Actor admin = world.join(owner, "admin@example.com", Role.ADMIN);
    Actor member = world.join(owner, "member@example.com", Role.MEMBER);
    assertThat(changeRole(admin, owner, Role.MEMBER)).isInstanceOf(Outcome.Forbidden.class);
    assertThat(changeRole(admin, member, Role.OWNER)).isInstanceOf(Outcome.Forbidden.class);
    assertThat(changeRole(admin, admin, Role.OWNER)).isInstanceOf(Outcome.Forbidden.class);
    assertThat(remove(admin, owner)).isInstanceOf(Outcome.Forbidden.class);
    assertThat(remove(member, admin)).isInstanceOf(Outcome.Forbidden.class);
    done(changeRole(admin, member, Role.ADMIN));
    done(remove(admin, member));
  }

  @Test
  void membersOfOtherWorkspacesAreNotFoundAndTheReachIsOnRecord() {
    Actor other = world.otherWorkspace("mallory@example.com");
    assertThat(remove(owner, other)).isInstanceOf(Outcome.NotFound.class);
    assertThat(changeRole(owner, other, Role.MEMBER)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.outcome(Addresses.MEMBER, new ReadMember(owner, other.memberId())))
        .isInstanceOf(Outcome.NotFound.class);
    assertThat(world.rows("select subject, after from audit where action = 'request.refused'"))
        .containsOnly("member:" + other.memberId() + " {\"reason\":\"foreign\"}")
        .hasSize(3);
    assertThat(
            world.rows("select role from memberships where workspace_id = " + other.workspaceId()))
        .containsExactly("owner");
  }

  @Test
  void idsThatNobodyHasLeaveNoRecord() {
    assertThat(world.outcome(Addresses.REMOVE_MEMBER, new RemoveMember(owner, 999_999)))
        .isInstanceOf(Outcome.NotFound.class);
    assertThat(world.outcome(Addresses.MEMBER, new ReadMember(owner, 999_999)))
        .isInstanceOf(Outcome.NotFound.class);
    assertThat(world.audited()).doesNotContain("request.refused");
  }
}
