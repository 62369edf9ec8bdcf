package io.colleckt.auth.cli;

/** How results are written. */
enum Format {
  text,
  json
}
