package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.AccountWorld.PASSWORD;
import static io.colleckt.auth.persistence.AccountWorld.done;
import static io.colleckt.auth.persistence.AccountWorld.draw;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.AcceptInvitation;
import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.InviteMember;
import io.colleckt.auth.account.ListMembers;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Members;
import io.colleckt.auth.account.RevokeInvitation;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** An invitation that waits can be ended: its link is dead from then on. */
final class InvitationEndIT {
  private static AccountWorld world;
  private static Actor owner;

  @BeforeAll
  static void open() {
    world = new AccountWorld();
    owner = world.owner.actor();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void linkOfAnEndedInvitationLetsNobodyIn() {
    Fingerprint code = draw();
    long id = invite("ended@example.com", Role.MEMBER, code);
    assertThat(list().invitedUntil()).containsKey(id);

    assertThat(revoke(owner, id)).isInstanceOf(Outcome.Done.class);

    assertThat(world.accept(code, PASSWORD)).isInstanceOf(Outcome.NotFound.class);
    assertThat(list().all()).extracting(Member::id).doesNotContain(id);
    assertThat(list().invitedUntil()).doesNotContainKey(id);
    assertThat(world.lastAudit())
        .startsWith("invitation.revoked member:" + id)
        .contains("ended@example.com", "\"role\":\"member\"");
    assertThat(revoke(owner, id)).isInstanceOf(Outcome.NotFound.class);
  }

  @Test
  void memberWhoHasComeInIsNotEndedLikeAnInvitation() {
    Actor max = world.join(owner, "in@example.com", Role.MEMBER);
    assertThat(revoke(owner, max.memberId()))
        .isInstanceOfSatisfying(
            Outcome.Conflict.class,
            conflict -> assertThat(conflict.message()).contains("has been accepted"));
    world.signedIn("in@example.com", PASSWORD);
  }

  @Test
  void onlyWhoMayInviteSuchARoleMayEndIt() {
    Actor admin = world.join(owner, "admin@example.com", Role.ADMIN);
    Actor member = world.join(owner, "member@example.com", Role.MEMBER);
    long asOwner = invite("as.owner@example.com", Role.OWNER, draw());
    long asMember = invite("as.member@example.com", Role.MEMBER, draw());

    assertThat(revoke(admin, asOwner)).isInstanceOf(Outcome.Forbidden.class);
    assertThat(revoke(member, asMember)).isInstanceOf(Outcome.Forbidden.class);
    assertThat(revoke(admin, asMember)).isInstanceOf(Outcome.Done.class);
    assertThat(revoke(owner, asOwner)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void invitationOfAnotherWorkspaceIsNotFound() {
    Fingerprint code = draw();
    long id = invite("not.yours@example.com", Role.MEMBER, code);
    Actor other = world.otherWorkspace("stranger@example.com");

    assertThat(revoke(other, id)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.lastAudit()).startsWith("request.refused member:" + id);
    done(world.accept(code, PASSWORD));
  }

  @RepeatedTest(12)
  void ofEndingAndAcceptingAtOnceOneWinsAndTheOtherIsToldSo(RepetitionInfo turn) {
    Fingerprint code = draw();
    String email = "race%d@example.com".formatted(turn.getCurrentRepetition());
    long id = invite(email, Role.MEMBER, code);
    AcceptInvitation coming =
        new AcceptInvitation(code, PASSWORD, draw(), AccountWorld.from("::1"));

    Future<Answer<Session>> accepted = world.asked(Addresses.ACCEPT_INVITATION, coming);
    // Hashing the password takes a while: the two meet at different points of it.
    pause(turn.getCurrentRepetition() * 12L);
    Future<Answer<Member>> ended =
        world.asked(Addresses.REVOKE_INVITATION, new RevokeInvitation(owner, id));
    await(Future.join(accepted, ended));

    boolean in = accepted.result().outcome() instanceof Outcome.Done;
    assertThat(ended.result().outcome())
        .isInstanceOf(in ? Outcome.Conflict.class : Outcome.Done.class);
    if (!in) {
      assertThat(accepted.result().outcome()).isInstanceOf(Outcome.NotFound.class);
    }
    assertThat(list().all().stream().anyMatch(member -> member.id() == id)).isEqualTo(in);
    assertThat(
            world.rows(
                "select action from audit where subject = 'member:%d' and action like 'invitation.%%'"
                    .formatted(id)))
        .containsExactly(in ? "invitation.accepted" : "invitation.revoked");
  }

  private static long invite(String email, Role role, Fingerprint code) {
    return done(world.outcome(Addresses.INVITE, new InviteMember(owner, email, role, code)))
        .member()
        .id();
  }

  private static Outcome<Member> revoke(Actor actor, long id) {
    return world.outcome(Addresses.REVOKE_INVITATION, new RevokeInvitation(actor, id));
  }

  private static Members list() {
    return world.ask(Addresses.MEMBERS, new ListMembers(owner));
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
