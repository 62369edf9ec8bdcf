package io.colleckt.auth.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;

/** The list of API tokens in a tab, and what stands over it. */
record TokensPage(Tab tab) implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 30_000;

  /**
   * Opens it.
   *
   * @param query what follows its path
   */
  static TokensPage of(Tab tab, String query) {
    tab.go("/settings/tokens" + query);
    return new TokensPage(tab);
  }

  Locator rows() {
    return tab.page().locator(".tokens tbody tr");
  }

  void chooseAll() {
    tab.page().getByLabel("Select all shown").check();
  }

  Locator dialog() {
    return tab.page().getByRole(AriaRole.DIALOG);
  }

  /** Presses the button of the dialog that does what it asks about. */
  void confirm(String name) {
    Locator.LocatorOptions named = new Locator.LocatorOptions().setHasText(name);
    dialog().locator("button[type=submit]", named).click();
  }

  @Override
  public void close() {
    tab.close();
  }

  static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  static Page.GetByTextOptions text() {
    return new Page.GetByTextOptions().setExact(true);
  }

  static LocatorAssertions.ContainsTextOptions patiently() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
  }

  static LocatorAssertions.HasCountOptions counted() {
    return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
  }
}
