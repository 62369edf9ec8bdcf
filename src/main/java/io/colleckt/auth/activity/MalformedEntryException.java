package io.colleckt.auth.activity;

/** An entry of an activity stream that this version cannot read. */
public final class MalformedEntryException extends Exception {
  public MalformedEntryException(String reason) {
    super(reason);
  }
}
