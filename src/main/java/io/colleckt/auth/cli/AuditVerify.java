package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.ExportFinding;
import io.colleckt.auth.audit.ExportVerification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code audit verify}: of an exported file, without any store or setting; or of the log of a
 * running service, by itself.
 */
@Command(
    name = "verify",
    description = {
      "Tells whether an exported audit log is as it was exported; exit code 1 when it is not.",
      "Without FILE, asks the running service about its log."
    })
final class AuditVerify implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The answer of /v1/audit/export, or - for standard input.")
  private String file;

  @Option(
      names = "--head",
      paramLabel = "SEQ:HASH",
      description = "A head that was kept elsewhere: its row must be in the file.")
  private String head;

  AuditVerify(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<AuditHead> kept = Optional.ofNullable(head).flatMap(AuditHead::parse);
    if (head != null && kept.isEmpty()) {
      throw misused("--head takes SEQ:HASH: a number and 64 hexadecimal digits in lower case.");
    }
    if (file == null) {
      return ofService();
    }
    try (InputStream bytes = open()) {
      return tell(verify(bytes, kept), kept.isEmpty());
    } catch (IOException | InvalidPathException e) {
      throw misused("The file cannot be read: " + Console.printable(file));
    }
  }

  private InputStream open() throws IOException {
    return file.equals(STANDARD_INPUT) ? console.in() : Files.newInputStream(Path.of(file));
  }

  private ExportFinding verify(InputStream bytes, Optional<AuditHead> kept) throws IOException {
    try (Progress progress = new Progress(console, "bytes")) {
      progress.expect(file.equals(STANDARD_INPUT) ? 0 : Files.size(Path.of(file)));
      return new ExportVerification(progress.over(bytes, ""), kept).verify();
    }
  }

  private int tell(ExportFinding finding, boolean headless) {
    if (finding instanceof ExportFinding.Whole whole) {
      AuditHead last = whole.head();
      ObjectNode json = Output.object().put("valid", true).put("entries", last.seq());
      json.putObject("head").put("seq", last.seq()).put("hash", last.hash());
      tell(
          json,
          "Whole: %d rows of workspace %d.".formatted(last.seq(), whole.workspaceId()),
          "Head: " + last.text());
      if (headless && !output.isJson()) {
        console.say(
            "Whether all of it was written anew only shows with a head that was kept: --head.");
      }
      return Exit.DONE;
    }
    if (finding instanceof ExportFinding.Tampered tampered) {
      ObjectNode json = Output.object().put("valid", false);
      json.put("first_invalid_seq", tampered.seq()).put("reason", tampered.reason());
      tell(json, tampered(json));
      return Exit.FAILED;
    }
    throw misused(((ExportFinding.Unreadable) finding).reason());
  }

  private int ofService() {
    if (head != null) {
      throw misused("--head goes with a FILE; the service keeps heads by itself.");
    }
    try (Api api = member.signIn(console)) {
      JsonNode found = api.get("/v1/audit/verify");
      boolean valid = found.path("valid").asBoolean();
      output.tell(
          console,
          found,
          valid ? "Whole: %d rows.".formatted(found.path("entries").asLong()) : tampered(found));
      return valid ? Exit.DONE : Exit.FAILED;
    }
  }

  private static String tampered(JsonNode found) {
    return "Tampered with at row %d: %s"
        .formatted(
            found.path("first_invalid_seq").asLong(),
            Console.printable(found.path("reason").asText()));
  }

  private void tell(JsonNode json, String... lines) {
    output.tell(console, json, String.join(System.lineSeparator(), lines));
  }

  private static Failure misused(String message) {
    return new Failure(Exit.MISUSED, message);
  }
}
