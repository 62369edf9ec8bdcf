package io.colleckt.auth;

/** Wiring only. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
