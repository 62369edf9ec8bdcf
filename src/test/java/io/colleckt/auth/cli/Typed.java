package io.colleckt.auth.cli;

import io.colleckt.auth.testing.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands as somebody types them, in this process. */
final class Typed {
  private final Map<String, String> environment = new HashMap<>();

  private Typed() {}

  /** Somebody who has these variables set. */
  static Typed with(Map<String, String> environment) {
    Typed typed = new Typed();
    typed.environment.putAll(environment);
    return typed;
  }

  /** Somebody who has none set. */
  static Typed bare() {
    return with(Map.of());
  }

  /** The owner of that workspace. */
  static Typed ownerOf(Workspace workspace) {
    return with(
        Map.of(
            "COLLECKT_URL",
            workspace.origin(),
            "COLLECKT_EMAIL",
            workspace.email(),
            "COLLECKT_PASSWORD",
            Workspace.PASSWORD));
  }

  /** What came of it. */
  record Result(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  Map<String, String> environment() {
    return environment;
  }

  Result run(String... words) {
    return fed(new byte[0], words);
  }

  /** The same with something at standard input. */
  Result fed(byte[] input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false);
    Commands commands = new Commands(console, () -> console.say("served"));
    int exit = commands.run(List.of(words));
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
