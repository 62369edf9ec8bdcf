/**
 * Proof under fire: nodes, stores and the network between them break, while clients write down what
 * they were told; checkers then compare that with the promises. Nothing here stands in for the
 * service: nodes are processes of their own, and so are the stores.
 */
package io.colleckt.auth.fire;
