package io.colleckt.auth.foreign;

/** What a row has turned out to be. */
public sealed interface Reading {

  /** A token that can be here as it is there. */
  record Fit(ForeignToken token) implements Reading {}

  /**
   * No token that can be here.
   *
   * @param id as it stands there
   * @param works whether it may be let in there: a row without a sound hash lets nobody in
   */
  record Unfit(String id, String reason, boolean works) implements Reading {}
}
