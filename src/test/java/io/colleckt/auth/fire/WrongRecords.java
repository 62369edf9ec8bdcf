package io.colleckt.auth.fire;

import io.colleckt.auth.testing.ChangedService;

/** {@link Mutant}s that may lose or double what must be on record. */
final class WrongRecords {
  private WrongRecords() {}

  static void answeredBeforeTheRecord(ChangedService service) {
    service
        .inResource("redis/colleckt.lua", WrongRecords::withCheckOffTheRecord)
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
            """);
  }

  static void judgedAgainAfterNoReply(ChangedService service) {
    service.inClass(
        "validation/TokenValidator.java",
        "return cause instanceof NotExecutedException ? Miss.NOT_ASKED :" + " Verdict.UNAVAILABLE;",
        "return Miss.NOT_ASKED;");
  }

  static void consumerGroupWithOnePosition(ChangedService service) {
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
        """);
  }

  static void oneStreamOverRestarts(ChangedService service) {
    service
        .inResource(
            "redis/colleckt.lua",
            "own_stream = ns .. ':a:' .. random_from(nonce)",
            "own_stream = 'activity:all'")
        .inClass(
            "drain/ActivityStreams.java",
            "return stream.startsWith(namespace + \":\");",
            "return true;");
  }

  static void streamEndedOnOldKnowledge(ChangedService service) {
    service
        .inResource("redis/finish.lua", "string.sub(KEYS[1], 1, #own) == own", "own == nil")
        .inResource("redis/finish.lua", "'COUNT', 1) > 0", "'COUNT', 1) > 1000");
  }

  static void auditInASecondTransaction(ChangedService service) {
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
                + "  private final Database database;");
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
