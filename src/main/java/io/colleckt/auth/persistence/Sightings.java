package io.colleckt.auth.persistence;

/**
 * Remembers roughly what was seen lately, in half a megabyte: each text has one place, by its hash,
 * and puts out what was there. So that a text may be forgotten early, and hardly ever one be taken
 * for another. Used on one event loop.
 */
final class Sightings {
  private static final int PLACES = 1 << 16;

  private final long[] seen = new long[PLACES];

  /** Notes a text of a workspace; whether it was noted before. */
  boolean again(SharedTexts.Text text) {
    long hash = hash(text);
    int place = (int) (hash >>> 48);
    boolean again = seen[place] == hash;
    seen[place] = hash;
    return again;
  }

  /** FNV-1a, stirred, since it leaves the upper bits poor. */
  private static long hash(SharedTexts.Text text) {
    long hash = 0xcbf29ce484222325L ^ text.workspaceId();
    hash = add(add(hash, text.method()) * 31, text.text());
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ hash >>> 32;
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (int i = 0; i < text.length(); i++) {
      sum = (sum ^ text.charAt(i)) * 0x100000001b3L;
    }
    return sum;
  }
}
