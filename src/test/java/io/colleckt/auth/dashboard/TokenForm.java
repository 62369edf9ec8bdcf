package io.colleckt.auth.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;

/** "New API Token" and the token shown after it, as a reader finds them: by their names. */
record TokenForm(Tab tab) {
  static final String PATH = "/settings/tokens/new";

  /** Fills in the name, the one field that has no default. */
  TokenForm named(String name) {
    tab.page().getByLabel("Name", exactly()).fill(name);
    return this;
  }

  void send() {
    tab.button("Create token").click();
  }

  /** Creates a token with this name; returns its plain text as it is shown. */
  String create(String name) {
    named(name).send();
    return shown();
  }

  /** The plain text that is shown. */
  String shown() {
    return code("API token").innerText();
  }

  /** One of the pieces of code by its name. */
  Locator code(String name) {
    return tab.page()
        .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator radio(String name) {
    return tab.page()
        .getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A link of the navigation, or any other. */
  Locator link(String name) {
    return tab.page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  Locator question() {
    return tab.page().getByText("Leave without copying the token?");
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
