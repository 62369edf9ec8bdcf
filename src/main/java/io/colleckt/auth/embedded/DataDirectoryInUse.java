package io.colleckt.auth.embedded;

/** The data directory is held by a running process; the message says which, in one line. */
public final class DataDirectoryInUse extends RuntimeException {
  DataDirectoryInUse(String message) {
    super(message);
  }
}
