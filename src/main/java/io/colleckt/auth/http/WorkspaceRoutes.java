package io.colleckt.auth.http;

import io.colleckt.auth.account.ChangeWorkspace;
import io.colleckt.auth.account.ReadWorkspace;
import io.colleckt.auth.account.Workspace;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The settings of the workspace. */
final class WorkspaceRoutes {
  private final EventBus bus;

  WorkspaceRoutes(EventBus bus) {
    this.bus = bus;
  }

  void addTo(ManagementApi api) {
    api.on("readWorkspace", this::read).on("changeWorkspace", this::change);
  }

  private Future<Reply> read(Request request) {
    return Addresses.WORKSPACE
        .ask(bus, new ReadWorkspace(request.actor()))
        .map(WorkspaceRoutes::reply);
  }

  private Future<Reply> change(Request request) {
    JsonObject body = request.body();
    JsonObject prefixes = body.getJsonObject("token_prefix", new JsonObject());
    ChangeWorkspace question =
        new ChangeWorkspace(
            request.actor(),
            Optional.ofNullable(body.getString("name")).map(String::strip),
            Optional.ofNullable(prefixes.getString("production")),
            Optional.ofNullable(prefixes.getString("sandbox")),
            Optional.ofNullable(body.getInteger("longest_expiry_days")),
            Optional.ofNullable(body.getBoolean("unlimited_expiry_allowed")),
            Optional.ofNullable(body.getInteger("activity_retention_days")));
    return Addresses.CHANGE_WORKSPACE.ask(bus, question).map(WorkspaceRoutes::reply);
  }

  private static Reply reply(Answer<Workspace> answer) {
    return Failures.reply(answer.outcome(), workspace -> Reply.ok(wrapped(workspace)));
  }

  private static JsonObject wrapped(Workspace workspace) {
    return new JsonObject().put("workspace", AccountJson.of(workspace));
  }
}
