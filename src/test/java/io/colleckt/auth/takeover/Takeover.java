package io.colleckt.auth.takeover;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How a test takes over the tokens of its source: as they are now, or from now on. */
final class Takeover {
  private final Installation service;
  private final long first;
  private final List<String> words = new ArrayList<>(List.of("import-sanctum"));

  /**
   * @param first the id of the test's first token
   * @param whose the options that say which workspace tokens go to
   */
  Takeover(Installation service, long first, String... whose) {
    this.service = service;
    this.first = first;
    Collections.addAll(words, whose);
    Collections.addAll(words, "--source", "laravel-" + first);
  }

  /** Takes over what is there now. */
  Installation.Run once(LaravelDatabase laravel) {
    return service.runFrom(laravel, words.toArray(String[]::new));
  }

  /** Follows it from now on. */
  Following follow(LaravelDatabase laravel, String... further) {
    List<String> following = new ArrayList<>(words);
    Collections.addAll(following, "--follow", "--every", "100");
    Collections.addAll(following, further);
    return new Following(service, laravel, following.toArray(String[]::new));
  }

  /** What the audit log says was done to the first token. */
  List<String> audit() {
    return service.database.rows(
        "select action from audit where subject = 'token:%d' order by seq".formatted(first));
  }
}
