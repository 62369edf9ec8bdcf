package io.colleckt.auth.account;

/**
 * Who asks for a change, from where. Travels with every management request and ends up in its audit
 * row.
 *
 * @param address the caller's address as text
 * @param userAgent as sent, cut to 256 characters, or the empty string
 */
public record Actor(
    long memberId, String email, int workspaceId, Role role, String address, String userAgent) {

  /**
   * Whether this actor may change a token that was created by that member (0 = nobody any more).
   */
  public boolean mayManageTokenOf(long creatorId) {
    return role.administers() || memberId == creatorId;
  }
}
