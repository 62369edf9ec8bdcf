package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Audit: who changed what, and whether the log is as it was written. */
class AuditPageIT {
  private static Workspace workspace;
  private static long token;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Before").id();
    JsonObject renamed = new JsonObject().put("name", "<i>After</i>");
    workspace.owner().call("PATCH", "/v1/tokens/" + token, renamed);
  }

  @Test
  void changeIsShownAsBeforeAndAfterWithItsHash() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/audit?subject=token:" + token)) {
      Locator row = rows(tab).first();
      assertThat(row).containsText("Changed a token");
      assertThat(row).containsText("Before → <i>After</i>");
      assertThat(row).containsText(workspace.email());
      row.getByRole(AriaRole.BUTTON).click();
      String hash =
          workspace
              .database()
              .rows(
                  "select encode(hash, 'hex') from audit where subject = 'token:"
                      + token
                      + "' and action = 'token.changed'")
              .get(0);
      assertThat(tab.page().getByText(hash)).isVisible();
      tab.accessible();
      tab.noComplaints();
    }
  }

  @Test
  void filtersSurviveAReload() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/audit")) {
      tab.page().getByLabel("Action").selectOption("token.changed");
      for (int round = 0; round < 2; round++) {
        assertThat(tab.page().getByLabel("Action")).hasValue("token.changed");
        assertThat(rows(tab)).hasCount(1);
        tab.page().reload();
      }
      tab.noComplaints();
    }
  }

  @Test
  void tamperingByTheOwnerOfTheDatabaseIsShownWithItsNumber() throws Exception {
    try (Tab tab = workspace.tab(Look.NARROW, "/audit")) {
      tab.button("Verify the chain").click();
      assertThat(tab.page().getByText("The log is as it was written.")).isVisible();
      tamper("member_email || 'x'");
      tab.button("Verify the chain").click();
      assertThat(tab.page().getByText("Entry 1 is not as it was written.")).isVisible();
      assertThat(tab.page().getByText("What to do")).isVisible();
      tab.fitsItsWidth();
      tab.accessible();
      tab.noComplaints();
    } finally {
      tamper("rtrim(member_email, 'x')");
    }
  }

  @Test
  void exportIsAFileWithAHead() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/audit")) {
      Locator link = tab.page().getByRole(AriaRole.LINK, named("Export the whole audit log"));
      Download file = tab.page().waitForDownload(link::click);
      assertThat(Files.readString(file.path())).contains("token.changed", "\"head\"");
    }
  }

  @Test
  void everythingFitsAndCanBeReadByEverybody() throws Exception {
    for (Look look : Look.BOTH) {
      try (Tab tab = workspace.tab(look, "/audit")) {
        assertThat(rows(tab).first()).isVisible();
        tab.fitsItsWidth();
        tab.accessible();
        tab.screenshot("audit-" + look);
        tab.noComplaints();
      }
    }
  }

  /** In the first entry. */
  private static void tamper(String email) {
    String tampering = "update audit set member_email = %s where seq = 1 and workspace_id = %d";
    workspace.database().execute(tampering.formatted(email, workspace.id()));
  }

  private static Locator rows(Tab tab) {
    return tab.page().locator(".audit tbody tr:not(.below)");
  }

  private static Page.GetByRoleOptions named(String part) {
    return new Page.GetByRoleOptions().setName(part);
  }
}
