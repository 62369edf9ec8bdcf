package io.colleckt.auth.bench;

import java.util.ArrayList;
import java.util.List;

/** Medians of rounds at so many nodes. CPU times are microseconds a check, of all nodes. */
final class NodesReport {
  private final List<Round> bare = new ArrayList<>();
  private final List<Round> service = new ArrayList<>();

  void add(Round ofBare, Round ofService) {
    bare.add(ofBare);
    service.add(ofService);
  }

  /** What stands above the lines. */
  static String head() {
    return Report.text(
        "%n%5s%10s%9s%12s%9s%9s%11s%11s%13s%8s%n",
        "nodes",
        "checks/s",
        "loops",
        "background",
        "JVMs",
        "Redis",
        "Postgres",
        "bare loop",
        "loops/bare",
        "errors");
  }

  /** Of a cluster of so many. */
  String line(int nodes) {
    return Report.text(
        "%5d%10.0f%9.1f%12.1f%9.1f%9.1f%11.1f%11.1f%13.2f%8d%n",
        nodes,
        Report.median(service, round -> round.load().perSecond()),
        Report.median(service, round -> round.cpu().loop()),
        Report.median(service, round -> round.cpu().background()),
        Report.median(service, round -> round.cpu().jvm()),
        Report.median(service, round -> round.cpu().redis()),
        Report.median(service, round -> round.cpu().postgres()),
        Report.median(bare, round -> round.cpu().loop()),
        Report.medianOf(
            service.size(), i -> service.get(i).cpu().loop() / bare.get(i).cpu().loop()),
        service.stream().mapToLong(r -> r.load().faults().errors()).sum());
  }
}
