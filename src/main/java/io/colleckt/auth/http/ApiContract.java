package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * The contract of the API, read and checked once for all event loops: that takes longer than
 * anything else at a start. Not changed afterwards.
 */
public final class ApiContract {
  private final OpenAPIContract document;

  private ApiContract(OpenAPIContract document) {
    this.document = document;
  }

  /** Reads the contract from the class path. Completes once it has been checked. */
  public static Future<ApiContract> read(Vertx vertx) {
    return ManagementApi.contract(vertx).map(ApiContract::new);
  }

  OpenAPIContract document() {
    return document;
  }
}
