package io.colleckt.auth.fire;

/** A direction between a node and a store, or another node that it has connected to. */
enum Way {
  TO_STORE,
  TO_NODE
}
