package io.colleckt.auth.token;

/** The rules of a token's name: it is shown in lists, logs and exports. */
public final class TokenName {
  /** In characters (code points). */
  private static final int MAX_LENGTH = 255;

  private TokenName() {}

  /**
   * The name without blanks at both ends.
   *
   * @throws IllegalArgumentException when nothing is left that can be seen, when it is too long, or
   *     when it holds a control character, a line break, or a mark that turns the direction of text
   */
  public static String of(String text) {
    String name = text.strip();
    int length = name.codePointCount(0, name.length());
    boolean seen = name.codePoints().anyMatch(TokenName::isVisible);
    if (!seen || length > MAX_LENGTH || name.codePoints().anyMatch(TokenName::isControl)) {
      throw new IllegalArgumentException(
          "The name must have 1 to 255 characters, none of them a control character.");
    }
    return name;
  }

  private static boolean isControl(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || isDirectional(character);
  }

  /** By these a name could be made to read as another one (Unicode Technical Report 36). */
  private static boolean isDirectional(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }

  /** Joiners and the like have their place in a name, but are none by themselves. */
  private static boolean isVisible(int character) {
    return Character.getType(character) != Character.FORMAT
        && !Character.isWhitespace(character)
        && !Character.isSpaceChar(character);
  }
}
