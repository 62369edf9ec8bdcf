package io.colleckt.auth.bus;

import io.colleckt.auth.account.AcceptInvitation;
import io.colleckt.auth.account.ChangePassword;
import io.colleckt.auth.account.ChangeRole;
import io.colleckt.auth.account.ChangeWorkspace;
import io.colleckt.auth.account.InviteMember;
import io.colleckt.auth.account.Invited;
import io.colleckt.auth.account.ListMembers;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Members;
import io.colleckt.auth.account.ReadInvitation;
import io.colleckt.auth.account.ReadMember;
import io.colleckt.auth.account.ReadSession;
import io.colleckt.auth.account.ReadWorkspace;
import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.account.RemoveMember;
import io.colleckt.auth.account.ReportRefusal;
import io.colleckt.auth.account.RevokeInvitation;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.SignIn;
import io.colleckt.auth.account.SignOut;
import io.colleckt.auth.account.WaitingInvitation;
import io.colleckt.auth.account.Workspace;
import io.colleckt.auth.token.ChangeToken;
import io.colleckt.auth.token.Checks;
import io.colleckt.auth.token.ConfirmToken;
import io.colleckt.auth.token.Deadline;
import io.colleckt.auth.token.DescribeToken;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.Impact;
import io.colleckt.auth.token.Issuance;
import io.colleckt.auth.token.IssueToken;
import io.colleckt.auth.token.Judgements;
import io.colleckt.auth.token.KnownToken;
import io.colleckt.auth.token.ListTokens;
import io.colleckt.auth.token.MarksConfirmed;
import io.colleckt.auth.token.MarksPending;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.MarksSettled;
import io.colleckt.auth.token.NodeGone;
import io.colleckt.auth.token.NodeNoted;
import io.colleckt.auth.token.NodeSeen;
import io.colleckt.auth.token.PlaceMarks;
import io.colleckt.auth.token.Prefixes;
import io.colleckt.auth.token.ReadImpact;
import io.colleckt.auth.token.ReadPendingMarks;
import io.colleckt.auth.token.ReadPrefixes;
import io.colleckt.auth.token.ReadReceipt;
import io.colleckt.auth.token.ReadRotation;
import io.colleckt.auth.token.ReadToken;
import io.colleckt.auth.token.ReadTokenNames;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.ResolveMiss;
import io.colleckt.auth.token.Resolved;
import io.colleckt.auth.token.RevokeToken;
import io.colleckt.auth.token.RotateToken;
import io.colleckt.auth.token.Rotation;
import io.colleckt.auth.token.RotationMeter;
import io.colleckt.auth.token.SurrenderToken;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenNames;
import io.colleckt.auth.token.TokenPage;
import io.colleckt.auth.token.TokensFound;
import java.time.Duration;

/** The addresses for tokens, members and checks, with who answers there. */
public final class Addresses {
  private static final Duration MANAGEMENT = Duration.ofSeconds(2);

  /** Two statements and a call to Redis: the new secret must not be lost to haste. */
  private static final Duration ROTATING = Duration.ofSeconds(4);

  /** A password is hashed on the way, perhaps behind others. */
  private static final Duration HASHING = Duration.ofSeconds(10);

  private static final Duration PLACEMENT = Duration.ofMillis(500);

  /** Persistence: makes a token. */
  public static final Call<IssueToken, Answer<Issuance>> ISSUE =
      Call.across("tokens.issue", MANAGEMENT);

  /** Persistence: the beginnings of a workspace's secrets. */
  public static final Call<ReadPrefixes, Prefixes> PREFIXES =
      Call.across("tokens.prefixes", MANAGEMENT);

  /** Persistence: one page of a workspace's tokens. */
  public static final Call<ListTokens, Answer<TokenPage>> LIST =
      Call.across("tokens.list", MANAGEMENT);

  /** Persistence: one token. */
  public static final Call<ReadToken, Answer<Token>> READ = Call.across("tokens.read", MANAGEMENT);

  /** Persistence: what tokens are called, also those that are revoked. */
  public static final Call<ReadTokenNames, TokenNames> TOKEN_NAMES =
      Call.across("tokens.names", MANAGEMENT);

  /** Persistence: whether a workspace has or had a token. */
  public static final Call<ConfirmToken, Answer<KnownToken>> CONFIRM =
      Call.across("tokens.confirm", MANAGEMENT);

  /** Persistence: renames, pauses, resumes, changes a grant. */
  public static final Call<ChangeToken, Answer<Token>> CHANGE =
      Call.across("tokens.change", MANAGEMENT);

  /** Persistence: a new token in place of an old one. */
  public static final Call<RotateToken, Answer<Rotation>> ROTATE =
      Call.across("tokens.rotate", ROTATING);

  /** Persistence: the calls of a rotated token and of its replacement. */
  public static final Call<ReadRotation, Answer<RotationMeter>> ROTATION =
      Call.across("tokens.rotation", MANAGEMENT);

  /** Persistence: ends a token for good. */
  public static final Call<RevokeToken, Answer<Receipt>> REVOKE =
      Call.across("tokens.revoke", MANAGEMENT);

  /** Persistence: ends a token for whoever holds it. */
  public static final Call<SurrenderToken, Answer<Receipt>> SURRENDER =
      Call.across("tokens.surrender", MANAGEMENT);

  /** Persistence: the receipt of a revocation. */
  public static final Call<ReadReceipt, Answer<Receipt>> RECEIPT =
      Call.across("tokens.receipt", MANAGEMENT);

  /** Persistence: who uses a token. */
  public static final Call<ReadImpact, Answer<Impact>> IMPACT =
      Call.across("tokens.impact", MANAGEMENT);

  /** Validation: places tombstones and floors in Redis. A failed future = not placed. */
  public static final Call<PlaceMarks, MarksPlaced> PLACE = Call.across("tokens.place", PLACEMENT);

  /** Persistence: what the outbox demands, for a Redis that comes back. */
  public static final Call<ReadPendingMarks, MarksPending> OUTBOX_PENDING =
      Call.across("outbox.pending", MANAGEMENT);

  /** Persistence: those marks stand now. */
  public static final Call<MarksConfirmed, MarksSettled> OUTBOX_PLACED =
      Call.across("outbox.placed", MANAGEMENT);

  /** Persistence: lets somebody in. Fails when too many passwords wait to be hashed. */
  public static final Call<SignIn, Answer<Session>> SIGN_IN =
      Call.across("accounts.sign-in", HASHING);

  /** Persistence: whose session that is. */
  public static final Call<ReadSession, Answer<Session>> SESSION =
      Call.across("accounts.session", MANAGEMENT);

  /** Persistence: ends a session. */
  public static final Call<SignOut, Recorded> SIGN_OUT =
      Call.across("accounts.sign-out", MANAGEMENT);

  /** Persistence: another password. Fails when too many passwords wait to be hashed. */
  public static final Call<ChangePassword, Answer<Recorded>> CHANGE_PASSWORD =
      Call.across("accounts.change-password", HASHING);

  /** Persistence: records a request that was refused although its session was good. */
  public static final Call<ReportRefusal, Recorded> REFUSAL =
      Call.across("accounts.refusal", MANAGEMENT);

  /** Persistence: who is in a workspace. */
  public static final Call<ListMembers, Members> MEMBERS = Call.across("members.list", MANAGEMENT);

  /** Persistence: one member. */
  public static final Call<ReadMember, Answer<Member>> MEMBER =
      Call.across("members.read", MANAGEMENT);

  /** Persistence: invites somebody. */
  public static final Call<InviteMember, Answer<Invited>> INVITE =
      Call.across("members.invite", MANAGEMENT);

  /** Persistence: lets an invited member in. Fails when too many passwords wait to be hashed. */
  public static final Call<AcceptInvitation, Answer<Session>> ACCEPT_INVITATION =
      Call.across("members.accept-invitation", HASHING);

  /** Persistence: what an invitation is for. */
  public static final Call<ReadInvitation, Answer<WaitingInvitation>> INVITATION =
      Call.across("members.invitation", MANAGEMENT);

  /** Persistence: another role. */
  public static final Call<ChangeRole, Answer<Member>> CHANGE_ROLE =
      Call.across("members.change-role", MANAGEMENT);

  /** Persistence: takes a member out; answers with the member as it was. */
  public static final Call<RemoveMember, Answer<Member>> REMOVE_MEMBER =
      Call.across("members.remove", MANAGEMENT);

  /** Persistence: ends an invitation that waits; answers with the member it would have made. */
  public static final Call<RevokeInvitation, Answer<Member>> REVOKE_INVITATION =
      Call.across("members.revoke-invitation", MANAGEMENT);

  /** Persistence: the settings of a workspace. */
  public static final Call<ReadWorkspace, Answer<Workspace>> WORKSPACE =
      Call.across("workspace.read", MANAGEMENT);

  /** Persistence: other settings. */
  public static final Call<ChangeWorkspace, Answer<Workspace>> CHANGE_WORKSPACE =
      Call.across("workspace.change", MANAGEMENT);

  /** Validation: judges the checks of one tick, in one round trip to Redis. */
  public static final Call<Checks, Judgements> VALIDATE =
      Call.within("tokens.validate", Deadline.OF_A_CHECK);

  /** Validation: the verdict on a check that Redis did not know. */
  public static final Call<ResolveMiss, Resolved> RESOLVE =
      Call.within("tokens.resolve", Deadline.OF_A_CHECK);

  /** Persistence: the records behind ids. */
  public static final Call<FindTokens, TokensFound> FIND_TOKENS =
      Call.across("tokens.find", Deadline.OF_A_CHECK);

  /** Persistence: the record of a token that asks about itself. */
  public static final Call<DescribeToken, Answer<Token>> DESCRIBE =
      Call.across("tokens.describe", MANAGEMENT);

  /** Persistence: which Redis process a node sees, and what time it is. */
  public static final Call<NodeSeen, NodeNoted> NODE_SEEN =
      Call.across("nodes.seen", Duration.ofMillis(500));

  /** Persistence: forgets a node. */
  public static final Call<NodeGone, NodeGone> NODE_GONE =
      Call.across("nodes.gone", Duration.ofMillis(500));

  private Addresses() {}
}
