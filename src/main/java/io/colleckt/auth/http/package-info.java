/**
 * The edge: what comes in over HTTP, and its JSON. One {@code *Routes} class a resource turns a
 * request into a message on the bus and its outcome into an answer.
 *
 * <p>May import: {@code bus}, {@code check}, {@code health}, {@code token}, {@code account}, {@code
 * audit}, {@code activity}, {@code finding}, {@code webhook}, {@code leak}, {@code settings},
 * {@code metrics}, {@code tracing}, vertx-web, vertx-openapi, Jackson (bodies) and Netty (request
 * lines and headers).
 */
package io.colleckt.auth.http;
