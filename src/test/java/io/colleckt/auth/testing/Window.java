package io.colleckt.auth.testing;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;

/**
 * Cookies, storage and cache of a browser, for one tab of a test after the other: a new window with
 * a new process takes Chromium several times as long as a page. What a tab leaves is cleared away,
 * but for the cache. It shows a page of its own, which keeps window and process alive.
 */
final class Window {
  /** Comes from no server, has no script and asks for nothing, not even an icon. */
  private static final String STILL = "<!doctype html><link rel=icon href='data:,'>";

  private static final String STORAGE = "local_storage,indexeddb,cache_storage,service_workers";

  private final BrowserContext context;
  private final String origin;
  private final Look look;
  private final Complaints complaints;
  private final Page still;
  private final CDPSession devTools;
  private boolean spent;

  Window(BrowserContext context, String origin, Look look) {
    this.context = context;
    this.origin = origin;
    this.look = look;
    this.complaints = new Complaints(context, origin);
    this.still = context.newPage();
    still.route(
        "**",
        route ->
            route.fulfill(new Route.FulfillOptions().setBody(STILL).setContentType("text/html")));
    still.navigate("/");
    this.devTools = context.newCDPSession(still);
  }

  BrowserContext context() {
    return context;
  }

  String origin() {
    return origin;
  }

  Look look() {
    return look;
  }

  Complaints complaints() {
    return complaints;
  }

  /** An empty page, the only one but the still one. */
  Page page() {
    Page page = context.newPage();
    complaints.forget();
    return page;
  }

  /** Says that what is done to it cannot be undone. */
  void spend() {
    spent = true;
  }

  /** Clears away what the last tab has left; tells whether the next one may have it. */
  boolean isClean() {
    if (spent) {
      return false;
    }
    List.copyOf(context.pages()).stream().filter(page -> page != still).forEach(Page::close);
    context.unrouteAll();
    context.clearCookies();
    context.clearPermissions();
    JsonObject place = new JsonObject();
    place.addProperty("origin", origin);
    place.addProperty("storageTypes", STORAGE);
    devTools.send("Storage.clearDataForOrigin", place);
    return true;
  }

  void close() {
    context.close();
  }
}
