package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colleckt.auth.scan.FoundToken;
import io.colleckt.auth.scan.Sighting;
import io.colleckt.auth.scan.TokenFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What a scan has come across so far, told as it comes. Not thread-safe. */
final class ScanReport {
  private final Console console;
  private final Output output;
  private final Optional<Surrender> surrender;
  private final Progress progress;
  private final TokenFinder finder = new TokenFinder();
  private long read;
  private long found;
  private long unread;

  /** Of those that were to be revoked and are not, the worst. */
  private int notRevoked;

  ScanReport(Console console, Output output, Optional<Surrender> surrender, Progress progress) {
    this.console = console;
    this.output = output;
    this.surrender = surrender;
    this.progress = progress;
  }

  /** Reads to the end, telling each token at its line of that place. */
  void read(String place, InputStream in) throws IOException {
    read++;
    finder.read(in, sighting -> tell(place, sighting));
  }

  /** Something was not looked at, or not all of it. */
  void unreadable(String place, Exception cause) {
    unread++;
    progress.clear();
    console.note("colleckt: Not read: " + Console.printable(place) + ": " + reason(cause));
  }

  /** Says what there was in all. Returns the exit code. */
  int end() {
    progress.clear();
    String all = found == 0 ? "No token found" : found == 1 ? "1 token found" : found + " found";
    String rest = unread == 0 ? "" : "; " + unread + " not read";
    String where = read == 1 ? "1 file or object" : read + " files and objects";
    console.note("%s in %s%s.".formatted(all, where, rest));
    if (found == 0) {
      return unread == 0 ? Exit.DONE : Exit.MISUSED;
    }
    return Math.max(Exit.FAILED, notRevoked);
  }

  private void tell(String place, Sighting sighting) {
    found++;
    progress.clear();
    FoundToken token = sighting.token();
    ObjectNode json = Output.object().put("place", place).put("line", sighting.line());
    json.put("id", token.id().isPresent() ? (Long) token.id().getAsLong() : null);
    json.put("token", token.masked());
    String outcome = surrender.map(one -> end(one, token)).orElse("");
    if (surrender.isPresent()) {
      json.put("outcome", outcome);
    }
    String line = Console.printable(place) + ":" + sighting.line() + ": " + token.masked();
    String note = token.id().isPresent() ? "" : "  (a secret without its number)";
    output.tell(console, json, line + note + (outcome.isEmpty() ? "" : "  " + outcome));
  }

  /** What became of it, in one word; why not goes to the error output. */
  private String end(Surrender surrenders, FoundToken token) {
    try {
      return surrenders.end(token) ? "revoked" : "not revoked";
    } catch (Failure e) {
      notRevoked = Math.max(notRevoked, e.exit());
      console.note("colleckt: " + token.masked() + " is not revoked: " + e.getMessage());
      return "not revoked";
    }
  }

  private static String reason(Exception cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file.";
    }
    return cause instanceof AccessDeniedException ? "it may not be read." : Failure.line(cause);
  }
}
