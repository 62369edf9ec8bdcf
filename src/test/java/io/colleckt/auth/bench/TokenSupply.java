package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Database;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.postgresql.PGConnection;

/** Many tokens, made from their ids alone, so that a million of them needs no memory. */
final class TokenSupply {
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int RANDOM_LENGTH = 40;
  private static final int BATCH = 10_000;

  /** Ids that the service itself would hand out come much earlier. */
  private static final long FIRST_ID = 1_000_000_001L;

  private final Connection connection;
  private final int workspaceId;
  private int stored;

  TokenSupply(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("insert into workspaces (name) values ('bench') returning id")) {
      row.next();
      workspaceId = row.getInt(1);
    }
  }

  static TokenSupply in(Database database) throws SQLException {
    return new TokenSupply(Database.connect(database.migrationUrl()));
  }

  /** The id of one of them, counted from 0. */
  static long id(int number) {
    return FIRST_ID + number;
  }

  /** Stores tokens until there are so many. */
  void store(int count) throws SQLException, IOException {
    String copy =
        "copy tokens (id, workspace_id, name, environment, secret_hash, expires_at) from stdin";
    while (stored < count) {
      StringBuilder rows = new StringBuilder();
      for (int end = Math.min(count, stored + BATCH); stored < end; stored++) {
        rows.append(row(FIRST_ID + stored));
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(copy, new StringReader(rows.toString()));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze tokens");
    }
  }

  /** Writes one plain text token a line, of which so many in a hundred are bad. */
  static void write(Path file, int count, int badPercent) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        // Two hundred lines hold so many of both kinds of bad ones.
        int place = i % 200;
        long id = FIRST_ID + i;
        String secret = place < badPercent ? secret(-id) : secret(id);
        boolean broken = place >= badPercent && place < 2 * badPercent;
        lines.write(id + "|" + (broken ? withWrongChecksum(secret) : secret) + "\n");
      }
    }
  }

  /** A token that is good, and one that has another's secret. */
  static String sample(boolean good) {
    return FIRST_ID + "|" + secret(good ? FIRST_ID : -FIRST_ID);
  }

  private String row(long id) {
    String hash = HexFormat.of().formatHex(sha256(secret(id)));
    return id + "\t" + workspaceId + "\tbench\tsandbox\t\\\\x" + hash + "\t2100-01-01\n";
  }

  private static String secret(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder secret = new StringBuilder(RANDOM_LENGTH + 8);
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      secret.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    CRC32 checksum = new CRC32();
    checksum.update(secret.toString().getBytes(StandardCharsets.US_ASCII));
    return secret.append(HexFormat.of().toHexDigits(checksum.getValue(), 8)).toString();
  }

  private static String withWrongChecksum(String secret) {
    int last = secret.length() - 1;
    return secret.substring(0, last) + (secret.charAt(last) == '0' ? '1' : '0');
  }

  private static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
