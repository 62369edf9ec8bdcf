package io.colleckt.auth.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Runs the embedded stores, prints their URLs, and waits to be ended. */
public final class StoresMain {
  private StoresMain() {}

  public static void main(String[] args) throws IOException {
    EmbeddedStores stores = EmbeddedStores.start(Path.of(args[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(stores::close));
    System.out.println(stores.migrationUrl());
    System.out.println(stores.redisUrl());
    while (System.in.read() >= 0) {
      // Until our input ends.
    }
  }
}
