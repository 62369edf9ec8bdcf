package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;

/**
 * The contract of the API, read and checked once for all event loops: that takes longer than
 * anything else at a start. Not changed afterwards.
 */
public final class ApiContract {
  private final OpenAPIContract document;
  private final String reference;

  private ApiContract(OpenAPIContract document, String reference) {
    this.document = document;
    this.reference = reference;
  }

  /** Reads the contract from the class path. Completes once it has been checked. */
  public static Future<ApiContract> read(Vertx vertx) {
    return ManagementApi.document(vertx).compose(document -> read(vertx, document));
  }

  private static Future<ApiContract> read(Vertx vertx, JsonObject document) {
    Future<String> reference = vertx.executeBlocking(new ApiReference(document)::html);
    return ManagementApi.contract(vertx, document)
        .compose(read -> reference.map(html -> new ApiContract(read, html)));
  }

  OpenAPIContract document() {
    return document;
  }

  /** The same for people, as the template of an HTML page: see {@link ApiReference}. */
  String reference() {
    return reference;
  }
}
