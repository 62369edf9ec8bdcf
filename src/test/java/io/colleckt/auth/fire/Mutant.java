package io.colleckt.auth.fire;

import io.colleckt.auth.testing.ChangedService;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Wrong ways to build the service, each a few lines away from the right one. They exist here only:
 * a mutant is compiled from the sources for the processes of one test.
 */
enum Mutant {
  /** A node learns the namespace at its first call and goes on using it. */
  NAMESPACE_CHOSEN_BY_THE_NODE(
      service ->
          service
              .inResource(
                  "redis/colleckt.lua",
                  "local function now()",
                  """
                  local function chosen(blob)
                    local own = namespace()
                    local told = sub(blob, -12)
                    return told == '000000000000' and own or told
                  end

                  local function now()\
                  """)
              .inResource(
                  "redis/colleckt.lua",
                  "local ns, at, blob, verdicts, changes = namespace(), now(), args[1]",
                  "local ns, at, blob, verdicts, changes = chosen(args[1]), now(), args[1]")
              .inResource(
                  "redis/colleckt.lua",
                  "local ns, at, blob, fills, verdicts = namespace(), now(), args[1]",
                  "local ns, at, blob, fills, verdicts = chosen(args[1]), now(), args[1]")
              .inResource(
                  "redis/colleckt.lua",
                  "local blob, ns, at = args[1], namespace(), now()",
                  "local blob, ns, at = args[1], chosen(args[1]), now()")
              .inClass(
                  "validation/Request.java",
                  "return Arrays.copyOf(out.array(), out.position());",
                  """
                  byte[] bytes = Arrays.copyOf(out.array(), out.position() + 12);
                      System.arraycopy(RecordFormat.ascii(chosen), 0, bytes, out.position(), 12);
                      return bytes;\
                  """)
              .inClass(
                  "validation/Request.java",
                  "private final byte[] function;",
                  "static volatile String chosen = \"000000000000\";\n"
                      + "  private final byte[] function;")
              .inClass(
                  "validation/Reply.java",
                  "long nowMillis = readSix(in);",
                  "Request.chosen = namespace;\n    long nowMillis = readSix(in);")),

  /** A fill counts in whatever process it reaches. */
  FILL_INTO_THE_CURRENT_NAMESPACE(
      service ->
          service.inResource(
              "redis/colleckt.lua",
              "fill.ns == ns and fill.changes == changes",
              "(fill.ns ~= ns or fill.changes == changes)")),

  FILL_WITHOUT_GUARD(
      service ->
          service.inResource(
              "redis/colleckt.lua",
              "return fill.ns == ns and fill.changes == changes and age >= 0 and age <= FILL_S *"
                  + " 1000 and floor_met",
              "return floor_met")),

  FILL_GUARDED_BY_CLOCK_ONLY(
      service ->
          service.inResource(
              "redis/colleckt.lua", "fill.ns == ns and fill.changes == changes and ", "")),

  LOOK_UP_IN_FLIGHT_JOINED(
      service ->
          service
              .inClass(
                  "validation/LookUps.java",
                  "Waiting entry = new Waiting(check, Promise.promise(), System.nanoTime());",
                  """
                  Promise<TokensFound> joined = inFlight.get(check.id());
                      if (joined != null) {
                        return joined.future();
                      }
                      Waiting entry = new Waiting(check, Promise.promise(), System.nanoTime());
                      inFlight.put(check.id(), entry.promise());
                      entry.promise().future().onComplete(done -> inFlight.remove(check.id()));\
                  """)
              .inClass(
                  "validation/LookUps.java",
                  "private int underWay;",
                  "private final java.util.Map<Long, Promise<TokensFound>> inFlight = new"
                      + " java.util.HashMap<>();\n"
                      + "  private int underWay;")),

  /** Instead of placing a floor, a change reads the token and writes its record. */
  CHANGE_WRITES_A_LIVE_RECORD(
      service ->
          service
              .inResource(
                  "redis/colleckt.lua",
                  "local marks = {}",
                  """
                  if byte(blob) == 2 then
                      local id, record = unpack_from('>Bc0Hc0', blob, position)
                      store(ns .. ':t:' .. id, record, at)
                      count = 0
                    end
                    local marks = {}\
                  """)
              .inClass(
                  "validation/Request.java",
                  "static Request toPlace(",
                  """
                  static Request toWrite(byte[] function, io.colleckt.auth.token.TokenRecord record) {
                      byte[] bytes = RecordFormat.encode(record);
                      Request request = new Request(function, (byte) 2, 0, 24 + bytes.length, null);
                      request.putShortText(Long.toString(record.id()));
                      request.out.putShort((short) bytes.length).put(bytes);
                      return request;
                    }

                    static Request toPlace(\
                  """)
              .inClass(
                  "validation/PlacementVerticle.java",
                  "    return redis\n"
                      + "        .place(Request.toPlace(functions.place(), request.marks()))",
                  """
                  if (request.marks().size() == 1
                      && request.marks().get(0).kind() == io.colleckt.auth.token.MarkKind.FLOOR) {
                    long id = request.marks().get(0).tokenId();
                    return Addresses.FIND_TOKENS
                        .ask(vertx.eventBus(), new io.colleckt.auth.token.FindTokens(java.util.List.of(id)))
                        .compose(
                            found ->
                                redis.place(
                                    Request.toWrite(functions.place(), found.records().get(id))))
                        .map(reply -> new MarksPlaced(reply.namespace(), reply.ends()));
                  }
                  return redis
                      .place(Request.toPlace(functions.place(), request.marks()))\
                  """)),

  REPEATED_DELETE_ANSWERED_BY_STATE(
      service ->
          service
              .inClass(
                  "persistence/TokenRevocation.java",
                  "return Future.succeededFuture(new Outcome.Done<>(before));",
                  "repeated.add(before.token().id());\n"
                      + "      return Future.succeededFuture(new Outcome.Done<>(before));")
              .inClass(
                  "persistence/TokenRevocation.java",
                  "Mark tombstone =",
                  """
                  if (repeated.remove(revoked.token().id())) {
                        return done(receipts.of(revoked.token().id()));
                      }
                      Mark tombstone =\
                  """)
              .inClass(
                  "persistence/TokenRevocation.java",
                  "private final Database database;",
                  "private final java.util.Set<Long> repeated = new java.util.HashSet<>();\n"
                      + "  private final Database database;")),

  ANSWERED_BEFORE_THE_TOMBSTONE(
      service ->
          service.inClass(
              "persistence/Placement.java",
              """
                  return ask(marks)
                      .compose(
                          placed -> outbox.settle(database, ids, placed).map(left -> left == 0),
                          notPlaced -> Future.succeededFuture(false));
              """,
              """
                  ask(marks).compose(placed -> outbox.settle(database, ids, placed));
                  return Future.succeededFuture(true);
              """)),

  DELETED_KEY_INSTEAD_OF_A_TOMBSTONE(
      service ->
          service
              .inResource(
                  "redis/colleckt.lua",
                  "redis.call('SET', key, TOMBSTONE, 'PX', MARK_MS)",
                  "redis.call('DEL', key)")
              .inResource(
                  "redis/colleckt.lua",
                  "count_change(ns, nonce)\n    if mark.kind",
                  "if mark.kind ~= TOMBSTONE then count_change(ns, nonce) end\n    if mark.kind")),

  /** Nothing demands a tombstone; who revokes sends one message to the validation of his node. */
  REVOKED_BY_A_MESSAGE_ONLY(
      service ->
          service.inClass(
              "persistence/OutboxTable.java",
              "Future<Void> demand(SqlConnection connection, long tokenId, MarkKind kind) {\n",
              """
              Future<Void> demand(SqlConnection connection, long tokenId, MarkKind kind) {
                  if (kind == MarkKind.TOMBSTONE) {
                    return Future.succeededFuture();
                  }
              """)),

  /** The verdict goes out; the call is put on record a tenth of a second later. */
  ANSWERED_BEFORE_THE_RECORD(
      service ->
          service
              .inResource("redis/colleckt.lua", Mutant::withCheckOffTheRecord)
              .inClass(
                  "validation/RedisFunctions.java",
                  "/** Stores what Postgres said",
                  """
                  byte[] later() {
                      return ("later_" + new String(check, StandardCharsets.US_ASCII).substring(6))
                          .getBytes(StandardCharsets.US_ASCII);
                    }

                    /** Stores what Postgres said\
                  """)
              .inClass(
                  "validation/TokenValidator.java",
                  "  private Future<List<Judgement>> judge(List<Check> checks, boolean"
                      + " postgresAnswers) {\n",
                  """
                    private Future<List<Judgement>> judge(List<Check> checks, boolean postgresAnswers) {
                      io.vertx.core.Vertx.currentContext()
                          .owner()
                          .setTimer(
                              100,
                              timer ->
                                  redis.judge(
                                      Request.toCheck(functions.later(), checks, postgresAnswers),
                                      reply -> reply));
                  """)),

  JUDGED_AGAIN_AFTER_NO_REPLY(
      service ->
          service.inClass(
              "validation/TokenValidator.java",
              "return cause instanceof NotExecutedException ? Miss.NOT_ASKED :"
                  + " Verdict.UNAVAILABLE;",
              "return Miss.NOT_ASKED;")),

  /** The drains of several nodes share a stream's entries, but the position is one number. */
  CONSUMER_GROUP_WITH_ONE_POSITION(
      service ->
          service.inClass(
              "drain/ActivityStreams.java",
              """
                  return send(Request.cmd(Command.XRANGE)
                          .arg(stream)
                          .arg("(" + position)
                          .arg("+")
                          .arg("COUNT")
                          .arg(most))
                      .map(entries -> entries.stream().map(StreamEntry::of).toList());
              """,
              """
                  return channel
                      .send(
                          Request.cmd(Command.XGROUP)
                              .arg("CREATE")
                              .arg(stream)
                              .arg("drains")
                              .arg(position.toString())
                              .arg("MKSTREAM"))
                      .otherwiseEmpty()
                      .compose(
                          made ->
                              send(
                                  Request.cmd(Command.XREADGROUP)
                                      .arg("GROUP")
                                      .arg("drains")
                                      .arg("drain-" + ProcessHandle.current().pid())
                                      .arg("COUNT")
                                      .arg(most)
                                      .arg("NOACK")
                                      .arg("STREAMS")
                                      .arg(stream)
                                      .arg(">")))
                      .map(
                          read ->
                              read == null || read.size() == 0
                                  ? List.<StreamEntry>of()
                                  : read.get(0).get(1).stream().map(StreamEntry::of).toList());
              """)),

  /** All processes of Redis append to one stream. */
  ONE_STREAM_OVER_RESTARTS(
      service ->
          service
              .inResource(
                  "redis/colleckt.lua",
                  "own_stream = ns .. ':a:' .. random_from(nonce)",
                  "own_stream = 'activity:all'")
              .inClass(
                  "drain/ActivityStreams.java",
                  "return stream.startsWith(namespace + \":\");",
                  "return true;")),

  /** A stream is deleted when it was seen at its end, by whoever takes it for an earlier one. */
  STREAM_ENDED_ON_OLD_KNOWLEDGE(
      service ->
          service
              .inResource("redis/finish.lua", "string.sub(KEYS[1], 1, #own) == own", "own == nil")
              .inResource("redis/finish.lua", "'COUNT', 1) > 0", "'COUNT', 1) > 1000")),

  AUDIT_IN_A_SECOND_TRANSACTION(
      service ->
          service
              .inClass(
                  "persistence/TokenRevocation.java",
                  ".compose(entry -> audit.insert(connection, entry))",
                  ".onSuccess(entry -> rows.put(after.token().id(), entry))")
              .inClass(
                  "persistence/TokenRevocation.java",
                  ".compose(outcome -> outcome.then(this::enforce));",
                  """
                  .compose(
                              outcome -> {
                                io.colleckt.auth.audit.AuditEntry row = rows.remove(request.id());
                                return row == null
                                    ? Future.succeededFuture(outcome)
                                    : database
                                        .transaction(connection -> audit.insert(connection, row))
                                        .map(outcome);
                              })
                          .compose(outcome -> outcome.then(this::enforce));\
                  """)
              .inClass(
                  "persistence/TokenRevocation.java",
                  "private final Database database;",
                  "private final java.util.Map<Long, io.colleckt.auth.audit.AuditEntry> rows = new"
                      + " java.util.HashMap<>();\n"
                      + "  private final Database database;")),

  /** RESP3, with Redis telling of every change on the connection that carries the checks. */
  DATA_CONNECTION_THAT_RECEIVES_PUSHES(
      service ->
          service
              .inClass(
                  "redis/RedisConnector.java",
                  ".setProtocolNegotiation(false)",
                  ".setProtocolNegotiation(true)")
              .inClass(
                  "redis/RedisConnector.java",
                  "return channel\n        .info(\"memory\")",
                  """
                  return channel
                          .send(
                              io.vertx.redis.client.Request.cmd(io.vertx.redis.client.Command.CLIENT)
                                  .arg("TRACKING")
                                  .arg("ON")
                                  .arg("BCAST"))
                          .compose(tracking -> channel.info("memory"))\
                  """));

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
  private final Consumer<ChangedService> changes;

  Mutant(Consumer<ChangedService> changes) {
    this.changes = changes;
  }

  /** Compiles it. */
  FireNode.Build build() throws IOException {
    ChangedService service = new ChangedService();
    changes.accept(service);
    return FireNode.Build.with(service.classPath(name()));
  }

  private static String withCheckOffTheRecord(String functions) {
    String beginning = "local function check_batch(";
    String end = "\n\n-- Whether what Postgres said";
    int from = functions.indexOf(beginning);
    int to = functions.indexOf(end);
    String check = functions.substring(from, to);
    String off =
        check
            .lines()
            .filter(line -> !line.contains("put_on_record"))
            .reduce("", (a, b) -> a + b + "\n");
    String later = check.replace("check_batch(", "later_batch(");
    String rest = functions.substring(to).replaceFirst(" {2}put_on_record\\(letters_of[^\n]*", "");
    return functions.substring(0, from)
        + off
        + "\n"
        + later
        + rest
        + "redis.register_function('later_@HASH@', later_batch)\n";
  }
}
