package io.colleckt.auth.account;

/**
 * Who asks for a change, from where. Travels with every management request and ends up in its audit
 * row.
 *
 * @param memberId 0 = no member: the service itself, or a token that ends itself
 * @param email of the member; {@code token:12} for a token; {@code report:github} for who has found
 *     one; null for the service
 * @param address the caller's address as text
 * @param userAgent as sent, cut to 256 characters, or the empty string
 */
public record Actor(
    long memberId, String email, int workspaceId, Role role, String address, String userAgent) {

  /** A token that ends itself, by the hand of whoever holds it: more it may not do. */
  public static Actor ofToken(long tokenId, int workspaceId, Visitor holder) {
    String name = "token:" + tokenId;
    return new Actor(0, name, workspaceId, Role.MEMBER, holder.address(), holder.userAgent());
  }

  /**
   * Somebody who has found a token of that workspace, and is no member of it.
   *
   * @param name who has shown to be that: {@code github}, or {@code anyone}
   */
  public static Actor ofReporter(String name, int workspaceId, Visitor reporter) {
    String email = "report:" + name;
    return new Actor(0, email, workspaceId, Role.MEMBER, reporter.address(), reporter.userAgent());
  }

  /**
   * Whether this actor may change a token that was created by that member (0 = nobody any more).
   */
  public boolean mayManageTokenOf(long creatorId) {
    return role.administers() || (memberId != 0 && memberId == creatorId);
  }
}
