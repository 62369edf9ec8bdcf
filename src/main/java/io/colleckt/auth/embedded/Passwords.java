package io.colleckt.auth.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * What the two embedded servers ask for, made once a data directory.
 *
 * @param owner of the role that owns the database and migrates it
 * @param app of the role that the service works with
 * @param redis of the one Redis user
 */
record Passwords(String owner, String app, String redis) {
  private static final int BYTES = 24;

  /** Reads the file, or makes it with new passwords, readable by its owner alone. */
  static Passwords readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    return new Passwords(
        required(lines, "owner", file),
        required(lines, "app", file),
        required(lines, "redis", file));
  }

  /** Written beside and renamed, so that a crash leaves either no file or a whole one. */
  private static void make(Path file) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("owner", random());
    lines.setProperty("app", random());
    lines.setProperty("redis", random());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    StringWriter text = new StringWriter();
    lines.store(text, "Passwords of the embedded stores");
    PrivateFiles.write(draft, text.toString());
    PrivateFiles.rename(draft, file);
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String required(Properties lines, String name, Path file) {
    String value = lines.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new StoreFailed("The file " + file + " lacks the password \"" + name + "\".");
    }
    return value;
  }

  @Override
  public String toString() {
    return "Passwords[…]";
  }
}
