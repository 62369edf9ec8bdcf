/**
 * The owner of Postgres: all SQL stands here, a {@code *Table} class a table, and flows that hold a
 * transaction together. The tables of other systems, whose tokens are taken over, are read here
 * too. Each management change and its audit row commit in one transaction.
 *
 * <p>May import: {@code bus}, {@code token}, {@code account}, {@code audit}, {@code activity},
 * {@code finding}, {@code webhook}, {@code foreign}, {@code leak}, {@code settings}, {@code
 * metrics}, the Vert.x Postgres client, Flyway and password4j.
 */
package io.colleckt.auth.persistence;
