package io.colleckt.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RosterTest {
  private static final Roster ROSTER =
      new Roster(
          List.of(
              member(1, Role.OWNER, true),
              member(2, Role.OWNER, false),
              member(3, Role.ADMIN, true),
              member(4, Role.MEMBER, true)));

  private static Member member(long id, Role role, boolean accepted) {
    return new Member(id, id + "@example.com", role, accepted, Instant.EPOCH);
  }

  @Test
  void ownerWhoWasOnlyInvitedDoesNotCount() {
    assertThat(ROSTER.isLastOwner(1)).isTrue();
    assertThat(ROSTER.isLastOwner(2)).isFalse();
    assertThat(ROSTER.isLastOwner(3)).isFalse();
    assertThat(ROSTER.mayManage(2, Role.MEMBER)).isFalse();
  }

  @Test
  void ofTwoOwnersNeitherIsTheLast() {
    Roster two = new Roster(List.of(member(1, Role.OWNER, true), member(2, Role.OWNER, true)));
    assertThat(two.isLastOwner(1)).isFalse();
    assertThat(two.isLastOwner(2)).isFalse();
  }

  @Test
  void ownersAndAdminsManageTheirOwnRoleAndThoseBelowAndMembersNobody() {
    assertThat(ROSTER.mayManage(1, Role.OWNER)).isTrue();
    assertThat(ROSTER.mayManage(3, Role.OWNER)).isFalse();
    assertThat(ROSTER.mayManage(3, Role.ADMIN)).isTrue();
    assertThat(ROSTER.mayManage(4, Role.MEMBER)).isFalse();
    assertThat(ROSTER.mayManage(5, Role.MEMBER)).isFalse();
  }
}
