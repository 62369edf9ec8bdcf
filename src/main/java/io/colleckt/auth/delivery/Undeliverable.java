package io.colleckt.auth.delivery;

/** Why a message could not be sent, in a sentence for the members of the workspace. */
final class Undeliverable extends RuntimeException {
  Undeliverable(String message) {
    super(message, null, false, false);
  }
}
