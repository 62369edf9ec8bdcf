package io.colleckt.auth.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a browser finds wrong with the pages of one tab. */
final class Complaints {
  /** Tells of what the Content-Security-Policy, Trusted Types included, kept from happening. */
  private static final String WATCH =
      """
      document.addEventListener('securitypolicyviolation', (event) =>
        complain(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} at ${event.sourceFile}:${event.lineNumber}`));
      """;

  private final List<String> all = new ArrayList<>();
  private final List<Pattern> allowed = new ArrayList<>();
  private final String origin;

  Complaints(BrowserContext context, String origin) {
    this.origin = origin;
    context.exposeFunction("complain", this::violation);
    context.addInitScript(WATCH);
    context.onConsoleMessage(this::console);
    context.onWebError(error -> all.add("uncaught: " + error.error()));
    context.onRequest(this::requested);
  }

  /** Begins anew. */
  void forget() {
    all.clear();
    allowed.clear();
  }

  void allow(String regex) {
    allowed.add(Pattern.compile(regex));
  }

  /** Those that were not allowed. */
  List<String> left() {
    return all.stream()
        .filter(one -> allowed.stream().noneMatch(pattern -> pattern.matcher(one).find()))
        .toList();
  }

  private Object violation(Object... arguments) {
    all.add("policy: " + arguments[0]);
    return null;
  }

  private void console(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      all.add("console: " + message.text() + " (" + message.location() + ")");
    }
  }

  private void requested(Request request) {
    String url = request.url();
    boolean ours = url.startsWith(origin + "/") || url.matches("(data|blob|about|chrome-error):.*");
    if (!ours) {
      all.add("foreign: " + request.method() + " " + url);
    }
  }
}
