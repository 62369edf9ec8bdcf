package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in a cell can neither leave it nor become a formula. */
class CsvTest {

  @Test
  void plainCellsStayAsTheyAre() {
    assertThat(Csv.line(List.of("a", "", "b c", "a=b", "'x"))).isEqualTo("a,,b c,a=b,'x\r\n");
  }

  @Test
  void commasQuotesAndLineEndsAreQuoted() {
    assertThat(Csv.line(List.of("a,b", "say \"hi\"", "two\nlines", "two\r\nlines")))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"two\r\nlines\"\r\n");
  }

  @Test
  void formulasAreTextAndStillQuoted() {
    assertThat(Csv.line(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")))
        .isEqualTo("'=1+1,'+1,'-1,'@SUM(A1),'\tx,\"'\rx\"\r\n");
    assertThat(Csv.line(List.of(" =1+1"))).isEqualTo("' =1+1\r\n");
    assertThat(Csv.line(List.of("=HYPERLINK(\"http://a.test\",\"b\")")))
        .isEqualTo("\"'=HYPERLINK(\"\"http://a.test\"\",\"\"b\"\")\"\r\n");
  }

  /**
   * Semicolons and tabs split cells in other countries, and quotes within a line do not hold there.
   */
  @Test
  void nothingWithinACellBecomesAFormulaElsewhere() {
    assertThat(
            Csv.line(List.of("x;=cmd|'/C calc'!A0;", "x;+1", "x;-1", "x;@SUM(A1)", "x\t=1", "a;b")))
        .isEqualTo("x;'=cmd|'/C calc'!A0;,x;'+1,x;'-1,x;'@SUM(A1),x\t'=1,a;b\r\n");
    assertThat(Csv.line(List.of("x;\"=1\"", "x; =1", "x\n=1", ";;=1;=2", "a;b=c-d")))
        .isEqualTo("\"x;\"\"'=1\"\"\",x; '=1,\"x\n'=1\",;;'=1;'=2,a;b=c-d\r\n");
  }
}
