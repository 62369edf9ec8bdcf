package io.colleckt.auth.fire;

import io.colleckt.auth.testing.ChangedService;

/** {@link Mutant}s that may let in who must stay out, or hear the answer to another question. */
final class WrongVerdicts {
  private WrongVerdicts() {}

  static void namespaceChosenByTheNode(ChangedService service) {
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
            "Request.chosen = namespace;\n    long nowMillis = readSix(in);");
  }

  static void fillIntoTheCurrentNamespace(ChangedService service) {
    service.inResource(
        "redis/colleckt.lua",
        "fill.ns == ns and fill.changes == changes",
        "(fill.ns ~= ns or fill.changes == changes)");
  }

  static void fillWithoutGuard(ChangedService service) {
    service.inResource(
        "redis/colleckt.lua",
        "return fill.ns == ns and fill.changes == changes and age >= 0 and age <= FILL_S *"
            + " 1000 and floor_met",
        "return floor_met");
  }

  static void fillGuardedByClockOnly(ChangedService service) {
    service.inResource("redis/colleckt.lua", "fill.ns == ns and fill.changes == changes and ", "");
  }

  static void lookUpInFlightJoined(ChangedService service) {
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
                + "  private int underWay;");
  }

  static void changeWritesALiveRecord(ChangedService service) {
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
            """);
  }

  static void repeatedDeleteAnsweredByState(ChangedService service) {
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
                + "  private final Database database;");
  }

  static void answeredBeforeTheTombstone(ChangedService service) {
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
        """);
  }

  static void deletedKeyInsteadOfATombstone(ChangedService service) {
    service
        .inResource(
            "redis/colleckt.lua",
            "redis.call('SET', key, TOMBSTONE, 'PX', MARK_MS)",
            "redis.call('DEL', key)")
        .inResource(
            "redis/colleckt.lua",
            "count_change(ns, nonce)\n    if mark.kind",
            "if mark.kind ~= TOMBSTONE then count_change(ns, nonce) end\n    if mark.kind");
  }

  static void revokedByAMessageOnly(ChangedService service) {
    service.inClass(
        "persistence/OutboxTable.java",
        "Future<Void> demand(SqlConnection connection, long tokenId, MarkKind kind) {\n",
        """
        Future<Void> demand(SqlConnection connection, long tokenId, MarkKind kind) {
            if (kind == MarkKind.TOMBSTONE) {
              return Future.succeededFuture();
            }
        """);
  }

  static void dataConnectionThatReceivesPushes(ChangedService service) {
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
            """);
  }
}
