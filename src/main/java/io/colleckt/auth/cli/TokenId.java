package io.colleckt.auth.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a token. Whoever gives a whole token by mistake does not read it again. */
final class TokenId implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    if (text.matches("[1-9][0-9]{0,15}")) {
      return Long.valueOf(text);
    }
    throw new TypeConversionException(
        text.contains("|")
            ? "only the number before the | is wanted; a secret on a command line is seen by"
                + " others."
            : "the number of a token is wanted, as in token list.");
  }
}
