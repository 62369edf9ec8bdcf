package io.colleckt.auth.validation;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.TokenRecord;

/** What Postgres said of a token after Redis had missed it. */
record Fill(Check check, Miss miss, TokenRecord record) {}
