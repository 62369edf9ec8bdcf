/**
 * Spans of what is asked of the service, for operators who follow a call through several services.
 * It alone knows OpenTelemetry. Off, nothing of its SDK is loaded; on, spans tell what was done and
 * never with which token, address or path.
 *
 * <p>May import: OpenTelemetry, Vert.x core.
 */
package io.colleckt.auth.tracing;
