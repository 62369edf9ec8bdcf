package io.colleckt.auth.testing;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/**
 * On what a page is looked at.
 *
 * @param width of the window, in CSS pixels
 */
public record Look(int width, ColorScheme scheme) {
  private static final int NARROW_WIDTH = 360;
  private static final int WIDE_WIDTH = 1440;

  /** A desk. */
  public static final Look WIDE = new Look(WIDE_WIDTH, ColorScheme.LIGHT);

  public static final Look WIDE_DARK = new Look(WIDE_WIDTH, ColorScheme.DARK);

  /** A small telephone. */
  public static final Look NARROW = new Look(NARROW_WIDTH, ColorScheme.LIGHT);

  public static final Look NARROW_DARK = new Look(NARROW_WIDTH, ColorScheme.DARK);

  /** Every page must look well on all of them. */
  public static final List<Look> ALL = List.of(WIDE, WIDE_DARK, NARROW, NARROW_DARK);

  /** Each width and each scheme once: for what is shown on a page that is judged on all of them. */
  public static final List<Look> BOTH = List.of(WIDE, NARROW_DARK);

  int height() {
    return width == NARROW_WIDTH ? 740 : 900;
  }

  /** {@code 360-dark}. */
  @Override
  public String toString() {
    return width + "-" + scheme.name().toLowerCase(Locale.ROOT);
  }
}
