package io.colleckt.auth.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that are shown beside a new token work as they stand. Needs curl, node and python3. */
class SnippetsIT {
  private static final int PATIENCE_SECONDS = 60;
  private static final int TRIES = 5;

  private static Workspace workspace;
  private static Tab tab;
  private static TokenForm form;
  private static String plainText;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    tab = workspace.tab(TokenForm.PATH);
    form = new TokenForm(tab);
    plainText = form.create("Snippets");
  }

  @AfterAll
  static void stop() throws Exception {
    tab.noComplaints();
    tab.close();
  }

  @Test
  void curlLineGets200() throws Exception {
    choose("curl");
    assertThat(bash(form.code("curl").innerText())).startsWith("HTTP/1.1 200");
  }

  @Test
  void environmentVariableHoldsTheToken() throws Exception {
    choose("Environment variable");
    String set = form.code("Linux, macOS").innerText();
    assertThat(bash(set + "\nprintf %s \"$API_TOKEN\"")).isEqualTo(plainText);
    Files.writeString(directory.resolve(".env"), form.code(".env file").innerText());
    assertThat(bash(". ./.env; printf %s \"$API_TOKEN\"")).isEqualTo(plainText);
  }

  @ParameterizedTest
  @CsvSource({"Java, java, Call.java", "JavaScript, node, call.mjs", "Python, python3, call.py"})
  void programPrints200(String language, String program, String file) throws Exception {
    assertThat(runs(program + " --version")).as(program + " is needed here").isTrue();
    choose(language);
    String code = form.code(language).innerText();
    assertThat(code).doesNotContain(plainText);
    Files.writeString(directory.resolve(file), code);
    String set = form.code("Shell").innerText();
    assertThat(status(set + "\n" + program + " " + file)).isEqualTo("200");
  }

  private static void choose(String name) {
    tab.page()
        .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  private boolean runs(String command) throws Exception {
    Process process = started(command);
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  /** A service without breath answers 503, ask again; so it is asked again. */
  private String status(String script) throws Exception {
    String printed = bash(script).strip();
    for (int i = 0; i < TRIES && printed.equals("503"); i++) {
      printed = bash(script).strip();
    }
    return printed;
  }

  /** What a shell prints that runs this. */
  private String bash(String script) throws Exception {
    Process process = started(script);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return printed;
  }

  private Process started(String script) throws IOException {
    return new ProcessBuilder("bash", "-c", script)
        .directory(directory.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
