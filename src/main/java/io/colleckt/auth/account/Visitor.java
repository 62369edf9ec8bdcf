package io.colleckt.auth.account;

/**
 * Somebody who has not (yet) shown who they are.
 *
 * @param address the client's, as text
 * @param userAgent as sent, without control characters, cut to 256 characters; or the empty string
 */
public record Visitor(String address, String userAgent) {
  private static final int LONGEST_USER_AGENT = 256;

  public Visitor {
    String printable = userAgent.replaceAll("\\p{Cntrl}", "");
    userAgent = printable.substring(0, Math.min(LONGEST_USER_AGENT, printable.length()));
  }

  /** The same caller, known as that member of that workspace. */
  public Actor as(Member member, int workspaceId) {
    return new Actor(member.id(), member.email(), workspaceId, member.role(), address, userAgent);
  }
}
