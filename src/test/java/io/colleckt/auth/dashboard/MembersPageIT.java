package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who comes in, in what role, and who has to go. */
class MembersPageIT {
  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void invitedComesInWithTheLinkAndSeesWhatMembersSee() {
    String link = invite(workspace.email("max"));
    try (Tab tab = workspace.signedOut(Look.WIDE)) {
      Page page = tab.page();
      page.navigate(link);
      assertThat(page.locator("form"))
          .containsText(workspace.email() + " invites you to the workspace");
      assertThat(page.locator("form")).containsText(workspace.email("max"));
      tab.accessible();
      page.getByLabel("Password").fill("staple battery horse");
      button(page, "Accept the invitation").click();
      page.locator("#main").waitFor();
      tab.go("/settings/members");
      assertThat(row(page, workspace.email("max"))).containsText("Active");
      assertThat(button(page, "Invite a member")).hasCount(0);
      assertThat(button(page, "Actions for " + workspace.email("max"))).hasCount(0);
      tab.go("/settings/workspace");
      assertThat(page.getByText("Longest expiry", exactly())).isVisible();
      assertThat(page.getByRole(AriaRole.TEXTBOX)).hasCount(0);
    }
  }

  @Test
  void newLinkEndsTheEarlierOne() {
    String earlier = invite(workspace.email("eve"));
    String later;
    try (Tab tab = workspace.tab("/settings/members")) {
      act(tab.page(), workspace.email("eve"), "Make a new link");
      later = link(tab.page());
      assertThat(later).isNotEqualTo(earlier);
    }
    try (Tab tab = workspace.signedOut(Look.WIDE)) {
      Page page = tab.page();
      tab.allowRefusal(404);
      page.navigate(earlier);
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Ask whoever invited you");
      page.getByLabel("Password").fill("staple battery horse");
      button(page, "Accept the invitation").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Ask whoever invited you");
    }
  }

  @Test
  void lastOwnerIsToldWhyTheRoleStays() {
    try (Tab tab = workspace.tab("/settings/members")) {
      Page page = tab.page();
      act(page, workspace.email(), "Change role");
      page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Admin")).check();
      button(page, "Give this role").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Make somebody else an owner first");
      button(page, "Cancel").click();
      assertThat(row(page, workspace.email())).containsText("Owner");
    }
  }

  @Test
  void invitationIsTakenBack() {
    invite(workspace.email("ida"));
    try (Tab tab = workspace.tab("/settings/members")) {
      Page page = tab.page();
      assertThat(row(page, workspace.email("ida"))).containsText("Invited");
      act(page, workspace.email("ida"), "Take back the invitation");
      button(page, "Take it back").click();
      assertThat(row(page, workspace.email("ida"))).hasCount(0);
    }
  }

  @Test
  void whoHasComeInMeanwhileIsNotRemovedLikeAnInvitation() throws Exception {
    String link = invite("lea@example.com");
    try (Tab tab = workspace.tab("/settings/members")) {
      Page page = tab.page();
      assertThat(row(page, "lea@example.com")).containsText("The link ends");
      act(page, "lea@example.com", "Take back the invitation");
      String code = link.substring(link.lastIndexOf('/') + 1);
      JsonObject password = new JsonObject().put("password", "staple battery horse");
      workspace.owner().call("POST", "/v1/invitations/" + code, password);
      button(page, "Take it back").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("has been accepted");
      button(page, "Cancel").click();
      page.reload();
      assertThat(row(page, "lea@example.com")).containsText("Active");
    }
  }

  @Test
  void noAddressIsSaidAtTheField() {
    try (Tab tab = workspace.tab("/settings/members")) {
      Page page = tab.page();
      button(page, "Invite a member").click();
      page.getByLabel("E-mail").fill("nobody");
      button(page, "Make the invitation").click();
      assertThat(page.getByLabel("E-mail")).hasAttribute("aria-invalid", "true");
      tab.accessible();
    }
  }

  private static String invite(String email) {
    try (Tab tab = workspace.tab("/settings/members")) {
      Page page = tab.page();
      button(page, "Invite a member").click();
      page.getByLabel("E-mail").fill(email);
      button(page, "Make the invitation").click();
      return link(page);
    }
  }

  private static String link(Page page) {
    return page.getByLabel("Invitation link").innerText().strip();
  }

  private static void act(Page page, String email, String item) {
    button(page, "Actions for " + email).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item)).click();
  }

  private static Locator row(Page page, String email) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(email));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
