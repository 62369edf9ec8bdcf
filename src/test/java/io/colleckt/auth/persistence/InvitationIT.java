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
import io.colleckt.auth.account.Invited;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.RemoveMember;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class InvitationIT {
  private static final Password OTHER = new Password("staple battery horse");
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

  private static Outcome<Invited> invite(Actor actor, String email, Role role, Fingerprint code) {
    return world.outcome(Addresses.INVITE, new InviteMember(actor, email, role, code));
  }

  @Test
  void invitedPersonChoosesAPasswordAndIsIn() {
    Fingerprint code = draw();
    Invited invited = done(invite(owner, "ada@example.com", Role.ADMIN, code));
    assertThat(invited.member().accepted()).isFalse();
    assertThat(invited.expiresAt())
        .isBetween(
            Instant.now().plus(Duration.ofHours(47)), Instant.now().plus(Duration.ofHours(49)));
    assertThat(world.lastAudit())
        .startsWith("member.invited member:" + invited.member().id())
        .contains("\"role\":\"admin\"");
    Session session = done(world.accept(code, PASSWORD));
    assertThat(session.member().role()).isEqualTo(Role.ADMIN);
    assertThat(session.member().accepted()).isTrue();
    assertThat(world.audited()).endsWith("invitation.accepted", "session.started");
    world.signedIn("ada@example.com", PASSWORD);
  }

  @Test
  void codeWorksOnce() {
    Fingerprint code = draw();
    done(invite(owner, "once@example.com", Role.MEMBER, code));
    List<Future<Answer<Session>>> attempts =
        IntStream.range(0, 2)
            .mapToObj(i -> new AcceptInvitation(code, PASSWORD, draw(), AccountWorld.from("::1")))
            .map(question -> world.asked(Addresses.ACCEPT_INVITATION, question))
            .toList();
    await(Future.join(attempts));
    assertThat(attempts)
        .filteredOn(attempt -> attempt.result().outcome() instanceof Outcome.Done)
        .hasSize(1);
    assertThat(attempts)
        .filteredOn(attempt -> attempt.result().outcome() instanceof Outcome.NotFound)
        .hasSize(1);
    assertThat(world.accept(code, PASSWORD)).isInstanceOf(Outcome.NotFound.class);
  }

  @Test
  void oldAndUnknownCodesAreNotFound() {
    Fingerprint code = draw();
    done(invite(owner, "late@example.com", Role.MEMBER, code));
    world.execute("update invitations set expires_at = now() - interval '1 second'");
    assertThat(world.accept(code, PASSWORD)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.accept(draw(), PASSWORD)).isInstanceOf(Outcome.NotFound.class);
  }

  @Test
  void invitingAgainReplacesTheCode() {
    Fingerprint first = draw();
    Fingerprint second = draw();
    done(invite(owner, "again@example.com", Role.MEMBER, first));
    done(invite(owner, "Again@example.com", Role.ADMIN, second));
    assertThat(world.accept(first, PASSWORD)).isInstanceOf(Outcome.NotFound.class);
    assertThat(done(world.accept(second, PASSWORD)).member().role()).isEqualTo(Role.ADMIN);
    assertThat(invite(owner, "again@example.com", Role.MEMBER, draw()))
        .isInstanceOf(Outcome.Invalid.class);
  }

  @Test
  void badPasswordLeavesTheInvitationOpen() {
    Fingerprint code = draw();
    done(invite(owner, "careless@example.com", Role.MEMBER, code));
    assertThat(world.accept(code, new Password("Careless@Example.com")))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("password"));
    done(world.accept(code, PASSWORD));
  }

  @Test
  void inviterCannotTakeOverAPersonOfAnotherWorkspace() {
    world.join(owner, "eve@example.com", Role.MEMBER);
    Actor other = world.otherWorkspace("mallory@example.com");
    Fingerprint code = draw();
    done(invite(other, "eve@example.com", Role.OWNER, code));
    assertThat(world.accept(code, OTHER)).isInstanceOf(Outcome.Invalid.class);
    assertThat(world.lastAudit()).startsWith("invitation.refused");
    world.signedIn("eve@example.com", PASSWORD);
    Session session = done(world.accept(code, PASSWORD));
    assertThat(session.workspace().id()).isEqualTo(other.workspaceId());
    assertThat(session.member().role()).isEqualTo(Role.OWNER);
  }

  @Test
  void passwordChosenThroughOneWorkspaceDoesNotOpenAnother() {
    Actor other = world.otherWorkspace("trudy@example.com");
    Fingerprint ours = draw();
    Fingerprint theirs = draw();
    done(invite(owner, "bob@example.com", Role.OWNER, ours));
    done(invite(other, "bob@example.com", Role.MEMBER, theirs));
    done(world.accept(theirs, OTHER));
    Fingerprint session = world.signedIn("bob@example.com", OTHER);
    assertThat(done(world.session(session)).workspace().id()).isEqualTo(other.workspaceId());
  }

  @Test
  void removedPersonMayBeInvitedAnewWithANewPassword() {
    Actor gone = world.join(owner, "gone@example.com", Role.MEMBER);
    done(world.outcome(Addresses.REMOVE_MEMBER, new RemoveMember(owner, gone.memberId())));
    Fingerprint code = draw();
    done(invite(owner, "gone@example.com", Role.MEMBER, code));
    done(world.accept(code, OTHER));
    world.signedIn("gone@example.com", OTHER);
  }

  @Test
  void adminInvitesAnyoneButOwnersAndMemberNobody() {
    Actor admin = world.join(owner, "admin@example.com", Role.ADMIN);
    Actor member = world.join(owner, "member@example.com", Role.MEMBER);
    done(invite(admin, "x@example.com", Role.ADMIN, draw()));
    done(invite(owner, "y@example.com", Role.OWNER, draw()));
    assertThat(invite(admin, "y@example.com", Role.MEMBER, draw()))
        .isInstanceOf(Outcome.Forbidden.class);
    assertThat(invite(admin, "z@example.com", Role.OWNER, draw()))
        .isInstanceOf(Outcome.Forbidden.class);
    assertThat(invite(member, "z@example.com", Role.MEMBER, draw()))
        .isInstanceOf(Outcome.Forbidden.class);
    assertThat(world.rows("select 1 from members where email = 'z@example.com'")).isEmpty();
  }
}
