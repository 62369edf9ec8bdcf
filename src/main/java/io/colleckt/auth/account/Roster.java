package io.colleckt.auth.account;

import java.util.List;
import java.util.Optional;

/**
 * Members of one workspace, all its owners among them, as they are at one moment: what a change of
 * members is judged by.
 */
public record Roster(List<Member> members) {
  public Roster {
    members = List.copyOf(members);
  }

  /** The member of that id. */
  public Optional<Member> find(long id) {
    return members.stream().filter(member -> member.id() == id).findFirst();
  }

  /** Whether that member may make, change or remove somebody of that role. */
  public boolean mayManage(long actorId, Role role) {
    return find(actorId)
        .filter(Member::accepted)
        .filter(one -> one.role().manages(role))
        .isPresent();
  }

  /** Whether the workspace would be without an owner if that member were none. */
  public boolean isLastOwner(long id) {
    return find(id).filter(Roster::owns).isPresent()
        && members.stream().filter(Roster::owns).count() == 1;
  }

  private static boolean owns(Member member) {
    return member.accepted() && member.role() == Role.OWNER;
  }
}
