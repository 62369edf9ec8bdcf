package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a running service, asked by itself and as a file that it has exported. */
class AuditVerifyIT {
  @TempDir Path directory;

  @Test
  void logIsWholeUntilSomebodyEditsIt() throws Exception {
    Workspace workspace = Workspace.shared();
    workspace.token("A row");
    Typed owner = Typed.ownerOf(workspace);
    Typed.Result whole = owner.run("audit", "verify");
    assertThat(whole.exit()).isZero();
    assertThat(whole.out()).matches("Whole: [0-9]+ rows\\.\\R");
    JsonObject json = new JsonObject(owner.run("audit", "verify", "--output=json").out());
    assertThat(json.getBoolean("valid")).isTrue();

    Path export = directory.resolve("audit.ndjson");
    try (InputStream in = workspace.owner().open("/v1/audit/export")) {
      Files.copy(in, export);
    }
    assertThat(Typed.bare().run("audit", "verify", export.toString()).exit()).isZero();

    workspace
        .database()
        .execute(
            "update audit set action = 'nothing' where seq = 1 and workspace_id = "
                + workspace.id());
    Typed.Result edited = owner.run("audit", "verify");
    assertThat(edited.exit()).isEqualTo(1);
    assertThat(edited.out()).startsWith("Tampered with at row 1: ");
  }
}
