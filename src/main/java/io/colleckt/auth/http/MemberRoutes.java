package io.colleckt.auth.http;

import io.colleckt.auth.account.ChangeRole;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.InviteMember;
import io.colleckt.auth.account.Invited;
import io.colleckt.auth.account.ListMembers;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Members;
import io.colleckt.auth.account.ReadMember;
import io.colleckt.auth.account.RemoveMember;
import io.colleckt.auth.account.RevokeInvitation;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Who is in the workspace. Invitation codes are drawn here and go no further than the answer. */
final class MemberRoutes {
  private final EventBus bus;
  private final OwnOrigin own;

  MemberRoutes(EventBus bus, OwnOrigin own) {
    this.bus = bus;
    this.own = own;
  }

  void addTo(ManagementApi api) {
    api.on("listMembers", this::list)
        .on("inviteMember", this::invite)
        .on("readMember", this::read)
        .on("changeMember", this::change)
        .on("removeMember", this::remove)
        .on("revokeInvitation", this::revokeInvitation);
  }

  private Future<Reply> list(Request request) {
    return Addresses.MEMBERS.ask(bus, new ListMembers(request.actor())).map(MemberRoutes::listed);
  }

  private Future<Reply> invite(Request request) {
    String code = SessionCookie.draw();
    InviteMember question =
        new InviteMember(
            request.actor(),
            request.body().getString("email"),
            role(request),
            Fingerprint.of(code));
    String url = inviteUrl(request, code);
    return Addresses.INVITE
        .ask(bus, question)
        .map(answer -> Failures.reply(answer.outcome(), invited -> invited(invited, url)));
  }

  private Future<Reply> read(Request request) {
    return Addresses.MEMBER
        .ask(bus, new ReadMember(request.actor(), request.id()))
        .map(answer -> Failures.reply(answer.outcome(), member -> Reply.ok(wrapped(member))));
  }

  private Future<Reply> change(Request request) {
    return Addresses.CHANGE_ROLE
        .ask(bus, new ChangeRole(request.actor(), request.id(), role(request)))
        .map(answer -> Failures.reply(answer.outcome(), member -> Reply.ok(wrapped(member))));
  }

  private Future<Reply> remove(Request request) {
    return Addresses.REMOVE_MEMBER
        .ask(bus, new RemoveMember(request.actor(), request.id()))
        .map(answer -> Failures.reply(answer.outcome(), member -> Reply.noContent()));
  }

  private Future<Reply> revokeInvitation(Request request) {
    return Addresses.REVOKE_INVITATION
        .ask(bus, new RevokeInvitation(request.actor(), request.id()))
        .map(answer -> Failures.reply(answer.outcome(), member -> Reply.noContent()));
  }

  /** The code stands in the fragment, which browsers keep out of requests and so out of logs. */
  private String inviteUrl(Request request, String code) {
    return own.of(request.context().request()) + "/#/invitations/" + code;
  }

  private static Role role(Request request) {
    return Role.of(request.body().getString("role")).orElseThrow();
  }

  private static Reply listed(Members members) {
    List<JsonObject> all = members.all().stream().map(one -> listed(one, members)).toList();
    return Reply.ok(new JsonObject().put("data", new JsonArray(all)));
  }

  private static JsonObject listed(Member member, Members members) {
    Instant until = members.invitedUntil().get(member.id());
    return AccountJson.of(member)
        .put("invitation_expires_at", until == null ? null : until.toString());
  }

  private static Reply invited(Invited invited, String url) {
    return Reply.created(
        wrapped(invited.member())
            .put("invite_url", url)
            .put("expires_at", invited.expiresAt().toString()));
  }

  private static JsonObject wrapped(Member member) {
    return new JsonObject().put("member", AccountJson.of(member));
  }
}
