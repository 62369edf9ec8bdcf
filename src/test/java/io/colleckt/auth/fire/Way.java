package io.colleckt.auth.fire;

/** A direction between a node and a store. */
enum Way {
  TO_STORE,
  TO_NODE
}
