package io.colleckt.auth.foreign;

import java.util.List;
import java.util.function.Consumer;

/** Where tokens come from: a table or a file. */
public interface TokenSource {
  /**
   * Hands on every row, as they are now, some hundreds at once. Blocks; the consumer is called on
   * the same thread.
   *
   * @throws SourceException when it cannot be read to its end; what was handed on until then is
   *     sound
   */
  void read(Consumer<List<SourceRow>> rows);

  /**
   * Whether a token that is not there has been deleted: a file may hold a part of the tokens only.
   */
  boolean isWhole();
}
