package io.colleckt.auth.token;

/** The rules of a token's name: it is shown in lists, logs and exports. */
public final class TokenName {
  /** In characters (code points). */
  private static final int MAX_LENGTH = 255;

  private TokenName() {}

  /**
   * The name without blanks at both ends.
   *
   * @throws IllegalArgumentException when nothing is left, when it is too long, or when it holds a
   *     control character or a line break
   */
  public static String of(String text) {
    String name = text.strip();
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MAX_LENGTH || name.codePoints().anyMatch(TokenName::isControl)) {
      throw new IllegalArgumentException(
          "The name must have 1 to 255 characters, none of them a control character.");
    }
    return name;
  }

  private static boolean isControl(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
