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
    assertThat(Csv.line(List.of("=HYPERLINK(\"http://a.test\",\"b\")")))
        .isEqualTo("\"'=HYPERLINK(\"\"http://a.test\"\",\"\"b\"\")\"\r\n");
  }
}
