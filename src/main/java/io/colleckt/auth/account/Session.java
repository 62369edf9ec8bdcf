package io.colleckt.auth.account;

/** A member who has signed in to a workspace, as both are now and not as they were then. */
public record Session(Member member, Workspace workspace) {

  /** That member as the one who asks for a change. */
  public Actor actor(Visitor visitor) {
    return visitor.as(member, workspace.id());
  }
}
