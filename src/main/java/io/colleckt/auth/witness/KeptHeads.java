package io.colleckt.auth.witness;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.MoveWitnesses;
import io.colleckt.auth.audit.ReadWitnesses;
import io.colleckt.auth.audit.WitnessedHead;
import io.colleckt.auth.audit.Witnesses;
import io.colleckt.auth.audit.WitnessesMoved;
import io.colleckt.auth.redis.RedisChannel;
import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One hash in Redis: the head of each workspace's audit log. Opens a connection when it is needed
 * and none is open. Used from one context.
 */
final class KeptHeads {
  private static final String KEY = "audit:heads";
  private static final Script MOVE = Script.named("witness");

  private final RedisConnector connector;

  /** Those who come while it opens share it. */
  private Future<RedisChannel> channel = Future.failedFuture("Not opened yet.");

  KeptHeads(RedisConnector connector) {
    this.connector = connector;
  }

  /** The heads that are kept; fails when Redis does not tell. */
  Future<Witnesses> read(ReadWitnesses question) {
    List<Integer> ids = question.workspaceIds();
    Request command = Request.cmd(Command.HMGET).arg(KEY);
    ids.forEach(command::arg);
    return send(command).map(values -> witnesses(ids, values));
  }

  /** Moves heads; fails when Redis does not tell whether it did. */
  Future<WitnessesMoved> move(MoveWitnesses question) {
    Request command = MOVE.on(List.of(KEY));
    question.moves().forEach(move -> add(command, move));
    return send(command).map(moved -> new WitnessesMoved(moved.toInteger()));
  }

  /** Ends the connection. */
  void close() {
    channel.onSuccess(RedisChannel::close);
  }

  private static void add(Request command, MoveWitnesses.Move move) {
    command
        .arg(move.workspaceId())
        .arg(move.from().map(AuditHead::text).orElse(""))
        .arg(move.to().text());
  }

  private static Witnesses witnesses(List<Integer> ids, Response values) {
    Map<Integer, WitnessedHead> held = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (values.get(i) != null) {
        held.put(ids.get(i), witnessed(values.get(i).toString()));
      }
    }
    return new Witnesses(held);
  }

  private static WitnessedHead witnessed(String value) {
    String[] parts = value.split(" ", 2);
    Optional<AuditHead> head = AuditHead.parse(parts[0]);
    if (head.isEmpty() || parts.length < 2) {
      throw new IllegalStateException("Redis holds something else under " + KEY + ".");
    }
    return new WitnessedHead(head.get(), Instant.ofEpochSecond(Long.parseLong(parts[1])));
  }

  private Future<Response> send(Request command) {
    return channel().compose(channel -> send(channel, command));
  }

  private static Future<Response> send(RedisChannel channel, Request command) {
    return channel.send(command).onFailure(cause -> channel.close());
  }

  private Future<RedisChannel> channel() {
    boolean over = channel.succeeded() && channel.result().ended().isComplete();
    if (over || channel.failed()) {
      channel = connector.connect();
    }
    return channel;
  }
}
