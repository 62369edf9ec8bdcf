/**
 * How nodes become one cluster: each tells all others twice a second where it listens and whether
 * it is well, over the event bus itself. There is nothing to join, no table that all must agree on,
 * and so nothing to put right after a node was frozen or cut off: what is said anew all the time is
 * right by itself.
 *
 * <p>No promise rests on it. May import: {@code bus}, {@code settings}, Vert.x core, Netty.
 */
package io.colleckt.auth.cluster;
