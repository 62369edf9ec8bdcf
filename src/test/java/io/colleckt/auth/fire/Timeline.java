package io.colleckt.auth.fire;

import io.colleckt.auth.fire.Storm.Struck;
import io.colleckt.auth.fire.Told.Asked;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A storm as a picture (SVG): faults as bars, confirmed revocations as strokes, and below them what
 * checks were answered, moment by moment.
 */
final class Timeline {
  private static final int WIDTH = 1_200;
  private static final int LEFT = 190;
  private static final int ROW = 16;
  private static final int CHART = 160;
  private static final int MARGIN = 30;
  private static final long MOMENT_NANOS = 200_000_000;

  /** A kind of answer and its colour; later ones stand above earlier ones. */
  private enum Kind {
    ACCEPTED("#2f9e6b"),
    REFUSED("#8593a8"),
    UNAVAILABLE("#e0a02b"),
    NONE("#d23f3f");

    private final String colour;

    Kind(String colour) {
      this.colour = colour;
    }

    static Kind of(Told told) {
      return switch (told.status()) {
        case 200 -> ACCEPTED;
        case 503 -> UNAVAILABLE;
        case 0 -> NONE;
        default -> REFUSED;
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Storm.Outcome storm;
  private final long startNanos;
  private final long lengthNanos;
  private final StringBuilder svg = new StringBuilder();

  private Timeline(Storm.Outcome storm) {
    List<Told> all = storm.history().all();
    this.storm = storm;
    this.startNanos = all.stream().mapToLong(Told::startNanos).min().orElse(0);
    this.lengthNanos =
        Math.max(1, all.stream().mapToLong(Told::endNanos).max().orElse(1) - startNanos);
  }

  static String of(Storm.Outcome storm) {
    return new Timeline(storm).draw();
  }

  private String draw() {
    List<Fault> faults = storm.struck().stream().map(Struck::fault).distinct().sorted().toList();
    int chartTop = MARGIN + (faults.size() + 1) * ROW + MARGIN;
    int height = chartTop + CHART + 2 * MARGIN;
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n"
            .formatted(WIDTH, height));
    rectangle(0, 0, WIDTH, height, "#ffffff", "");
    text(8, 18, "seed " + storm.seed() + ", " + lengthNanos / 1_000_000_000 + " s");
    for (int i = 0; i < faults.size(); i++) {
      draw(faults.get(i), MARGIN + i * ROW);
    }
    drawRevocations(MARGIN + faults.size() * ROW);
    drawAnswers(chartTop);
    drawLegend(height - MARGIN / 2);
    return svg.append("</svg>\n").toString();
  }

  private void draw(Fault fault, int y) {
    text(8, y + 11, fault.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    for (Struck struck : storm.struck()) {
      if (struck.fault() == fault) {
        double from = x(struck.startNanos());
        rectangle(from, y + 2, Math.max(2, x(struck.endNanos()) - from), ROW - 4, "#5b6abf", "");
      }
    }
  }

  private void drawRevocations(int y) {
    text(8, y + 11, "revocations confirmed");
    for (Told told : storm.history().all()) {
      if (told.is(Asked.REVOKE) && told.status() == 200) {
        rectangle(x(told.endNanos()), y + 2, 1, ROW - 4, "#222222", "");
      }
    }
  }

  private void drawAnswers(int top) {
    int moments = (int) (lengthNanos / MOMENT_NANOS) + 1;
    Map<Kind, int[]> counts = count(moments);
    int most = 1;
    for (int i = 0; i < moments; i++) {
      int moment = i;
      most = Math.max(most, counts.values().stream().mapToInt(count -> count[moment]).sum());
    }
    double width = (double) (WIDTH - LEFT - MARGIN) / moments;
    for (int i = 0; i < moments; i++) {
      double bottom = top + CHART;
      for (Kind kind : Kind.values()) {
        double height = (double) CHART * counts.get(kind)[i] / most;
        bottom -= height;
        if (height > 0) {
          rectangle(LEFT + i * width, bottom, width, height, kind.colour, kind.word());
        }
      }
    }
    text(8, top + 11, most + " checks in 200 ms");
    text(8, top + CHART, "0");
  }

  private Map<Kind, int[]> count(int moments) {
    Map<Kind, int[]> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, new int[moments]);
    }
    for (Told check : storm.history().checks()) {
      counts.get(Kind.of(check))[(int) ((check.endNanos() - startNanos) / MOMENT_NANOS)]++;
    }
    return counts;
  }

  private void drawLegend(int y) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    for (int i = 0; i < kinds.size(); i++) {
      rectangle(LEFT + i * 120, y - 10, 10, 10, kinds.get(i).colour, "");
      text(LEFT + i * 120 + 14, y, kinds.get(i).word());
    }
  }

  private double x(long nanos) {
    return LEFT + (double) (nanos - startNanos) / lengthNanos * (WIDTH - LEFT - MARGIN);
  }

  private void rectangle(
      double x, double y, double width, double height, String colour, String title) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>%n",
            x,
            y,
            width,
            height,
            colour,
            title));
  }

  private void text(double x, double y, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, text));
  }
}
