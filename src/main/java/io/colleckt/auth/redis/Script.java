package io.colleckt.auth.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Lua script of the service that Redis executes as one step. */
public final class Script {
  private final String source;

  private Script(String source) {
    this.source = source;
  }

  /**
   * The script of that name among the service's resources.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static Script named(String name) {
    try (InputStream in = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
      return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a resource.", e);
    }
  }

  /** The command that executes it on these keys; its other arguments are to be added. */
  public Request on(List<String> keys) {
    Request command = Request.cmd(Command.EVAL).arg(source).arg(keys.size());
    keys.forEach(command::arg);
    return command;
  }
}
