package io.colleckt.auth.http;

import io.vertx.sqlclient.SqlClient;

/** SQL in the HTTP package: what the architecture test must catch. */
final class Trespasser {
  private final SqlClient client;

  Trespasser(SqlClient client) {
    this.client = client;
  }

  Object reach() {
    return client.query("select 1");
  }
}
