package io.colleckt.auth.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Chromium of this machine, one for the JVM, closed when that ends. It is to be used on the
 * thread of the tests only. Without any Chromium the tests fail: nothing is downloaded.
 */
public final class Browser {
  private static final String MISSING =
      "The tests in a browser need Chromium: install it (Debian: apt-get install chromium), or set"
          + " CHROMIUM to its path.";

  private static final List<String> ARGUMENTS =
      List.of(
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--disable-quic",
          "--disable-gpu",
          "--process-per-site");

  private static final Map<Look, Window> KEPT = new HashMap<>();

  private Browser() {}

  private static final class Shared {
    private static final com.microsoft.playwright.Browser BROWSER = launch();
  }

  /**
   * A new tab, which finds no cookies and no storage, to be closed by the test.
   *
   * @param origin where it is: what a request goes to elsewhere is a complaint
   */
  public static Tab open(String origin, Look look) {
    Window kept = KEPT.remove(look);
    if (kept != null && kept.origin().equals(origin)) {
      return new Tab(kept);
    }
    if (kept != null) {
      kept.close();
    }
    return new Tab(window(origin, look));
  }

  /** Keeps the window of a tab that is no longer needed for the next one. */
  static void takeBack(Window window) {
    if (!KEPT.containsKey(window.look()) && window.isClean()) {
      KEPT.put(window.look(), window);
    } else {
      window.close();
    }
  }

  private static Window window(String origin, Look look) {
    com.microsoft.playwright.Browser.NewContextOptions options =
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setBaseURL(origin)
            .setViewportSize(look.width(), look.height())
            .setColorScheme(look.scheme())
            .setLocale("en-GB")
            .setTimezoneId("Europe/Berlin");
    BrowserContext context = Shared.BROWSER.newContext(options);
    context.setDefaultTimeout(10_000);
    return new Window(context, origin, look);
  }

  private static com.microsoft.playwright.Browser launch() {
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    AtJvmEnd.close(playwright);
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.add("--no-sandbox");
    }
    BrowserType chromium = playwright.chromium();
    return chromium.launch(
        new BrowserType.LaunchOptions()
            .setExecutablePath(executable(chromium))
            .setArgs(arguments)
            // They end with this JVM, in its own order.
            .setHandleSIGINT(false)
            .setHandleSIGTERM(false)
            .setHandleSIGHUP(false));
  }

  private static Path executable(BrowserType chromium) {
    String chosen = System.getenv("CHROMIUM");
    Optional<Path> found =
        chosen == null
            ? Stream.concat(onThePath(), Stream.of(Path.of(chromium.executablePath())))
                .filter(Files::isExecutable)
                .findFirst()
            : Optional.of(Path.of(chosen)).filter(Files::isExecutable);
    return found.orElseThrow(() -> new IllegalStateException(MISSING));
  }

  private static Stream<Path> onThePath() {
    List<String> directories = List.of(System.getenv("PATH").split(":", -1));
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> directories.stream().map(directory -> Path.of(directory, name)));
  }
}
