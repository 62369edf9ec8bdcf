package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.ExportFinding;
import io.colleckt.auth.audit.ExportVerification;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is exported can be verified without the service, and what broke off is no export. */
class AuditExportIT {
  private static final int ROWS = 3 * AuditExport.PAGE + 7;
  private static final int MANY = 15_000;

  private ManagementServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void pagesFollowEachOtherUpToTheHeadWhileRowsAreAdded() throws Exception {
    append(ROWS);
    Future<HttpResponse<Buffer>> export = export(MAX);
    for (int i = 0; i < 20; i++) {
      append(50);
    }

    ExportFinding found = verify(await(export));

    assertThat(found)
        .isInstanceOfSatisfying(
            ExportFinding.Whole.class,
            whole -> assertThat(whole.head().seq()).isBetween((long) ROWS, ROWS + 1_000L));
    assertThat(verify(await(export(ADA)))).isInstanceOf(ExportFinding.Whole.class);
  }

  @Test
  void eachWorkspaceHasItsOwnLog() throws Exception {
    append(AuditExport.PAGE);
    assertThat(verify(await(export(EVE)))).isEqualTo(new ExportFinding.Whole(2, AuditHead.NONE));
    server.create(EVE, "thëirs 😀");
    HttpResponse<Buffer> export = await(export(EVE));

    assertThat(export.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(export.bodyAsString().lines()).hasSize(3);
    assertThat(verify(export))
        .isInstanceOfSatisfying(
            ExportFinding.Whole.class, whole -> assertThat(whole.workspaceId()).isEqualTo(2));
  }

  @Test
  void tamperingInTheDatabaseShowsInTheFile() throws Exception {
    append(ROWS);
    for (String tampering :
        new String[] {
          "update audit set subject = 'token:99' where seq = 300",
          "delete from audit where seq = 300",
          "update audit_heads set seq = seq - 1"
        }) {
      server.execute("create table kept as select * from audit");
      server.execute("create table kept_heads as select * from audit_heads");
      server.execute(tampering);
      assertThat(verify(await(export(ADA))))
          .as(tampering)
          .isInstanceOf(ExportFinding.Tampered.class);
      server.execute(
          """
          delete from audit; insert into audit select * from kept; drop table kept;
          update audit_heads h set seq = k.seq, hash = k.hash from kept_heads k where k.workspace_id = h.workspace_id;
          drop table kept_heads
          """);
      assertThat(verify(await(export(ADA)))).isInstanceOf(ExportFinding.Whole.class);
    }
  }

  @Test
  void exportThatBreaksOffHasNoHead() throws Exception {
    append(MANY);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.setReceiveBufferSize(16 * 1024);
      String request = "GET /v1/audit/export HTTP/1.1\r\nHost: localhost\r\nX-Actor: ada\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] beginning = in.readNBytes(100_000);
      server.execute("alter table audit rename to gone");

      StringBuilder end = new StringBuilder();
      assertThatThrownBy(() -> readToTheEnd(in, end)).hasMessageContaining("short");
      assertThat(new String(beginning, StandardCharsets.UTF_8)).contains("\"format\"");
      assertThat(end).doesNotContain("\"head\"");
    }
    assertThat(await(export(ADA)).statusCode()).isEqualTo(503);
  }

  @Test
  void sessionThatEndsHalfWayIsABreak() throws Exception {
    append(ROWS);
    server.alive = request -> Future.succeededFuture(false);
    assertThatThrownBy(() -> await(export(ADA))).hasStackTraceContaining("closed");
    server.alive = request -> Future.succeededFuture(true);
    assertThat(verify(await(export(ADA)))).isInstanceOf(ExportFinding.Whole.class);
  }

  @Test
  void atMostTwoAtATimeInAWorkspaceWithThoseOfCalls() throws Exception {
    append(ROWS);
    server.alive =
        request -> request.context().vertx().timer(1_500, TimeUnit.MILLISECONDS).map(true);
    Future<HttpResponse<Buffer>> one = export(ADA);
    Future<HttpResponse<Buffer>> two = export(MAX);
    Thread.sleep(500);

    HttpResponse<Buffer> third = server.get(ADA, "/v1/audit/export");
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isEqualTo("10");
    assertThat(server.get(MAX, "/v1/activity/export").statusCode()).isEqualTo(429);
    assertThat(await(export(EVE)).statusCode()).isEqualTo(200);
    assertThat(verify(await(one))).isInstanceOf(ExportFinding.Whole.class);
    assertThat(verify(await(two))).isInstanceOf(ExportFinding.Whole.class);
    assertThat(await(export(ADA)).statusCode()).isEqualTo(200);
  }

  /** Throws when the connection ends before the last chunk. */
  private static void readToTheEnd(InputStream in, StringBuilder end) throws Exception {
    byte[] bytes = new byte[64 * 1024];
    try {
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        end.append(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
        end.delete(0, Math.max(0, end.length() - 10_000));
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException("cut short", e);
    }
    if (!end.toString().endsWith("\r\n0\r\n\r\n")) {
      throw new IllegalStateException("cut short");
    }
  }

  private void append(int rows) {
    server.execute(
        """
        select audit_append(1, 1, 'ädä@a.test', '127.0.0.1', 'tést 😀', 'token.changed', 'token:' || i,
          null, '{"name" : "' || repeat('x', 200) || i || '"}') from generate_series(1, %d) i
        """
            .formatted(rows));
  }

  private Future<HttpResponse<Buffer>> export(String actor) {
    return server.request(actor, HttpMethod.GET, "/v1/audit/export").send();
  }

  private static ExportFinding verify(HttpResponse<Buffer> export) throws Exception {
    assertThat(export.statusCode()).isEqualTo(200);
    ByteArrayInputStream file = new ByteArrayInputStream(export.body().getBytes());
    return new ExportVerification(file, Optional.empty()).verify();
  }
}
