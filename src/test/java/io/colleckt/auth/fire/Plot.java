package io.colleckt.auth.fire;

/** What happens to an arena while traffic goes on. */
interface Plot {
  void happensTo(Arena arena) throws Exception;
}
