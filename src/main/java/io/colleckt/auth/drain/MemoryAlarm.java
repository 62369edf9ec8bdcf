package io.colleckt.auth.drain;

import io.vertx.core.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the memory of Redis fills up, since a full Redis judges and records no more calls: once
 * when it is over 70 % of {@code maxmemory}, once when it is under again.
 */
final class MemoryAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryAlarm.class);
  private static final Pattern USED = Pattern.compile("(?m)^used_memory:([0-9]+)");
  private static final Pattern MOST = Pattern.compile("(?m)^maxmemory:([0-9]+)");
  private static final int PERCENT = 70;

  private final DrainFigures figures;
  private boolean raised;

  /**
   * @param figures are told how full it is
   */
  MemoryAlarm(DrainFigures figures) {
    this.figures = figures;
  }

  /** Completes when Redis has told; never fails. */
  Future<Void> look(ActivityStreams streams) {
    return streams.memory().onSuccess(this::judge).<Void>mapEmpty().otherwiseEmpty();
  }

  private void judge(String info) {
    long most = number(MOST, info);
    long used = number(USED, info);
    long percent = most == 0 ? 0 : used * 100 / most;
    figures.memory(used, most);
    boolean full = percent > PERCENT;
    if (full && !raised) {
      LOG.error("Redis is {} % full. Full, it judges no checks; Postgres does, slower.", percent);
    } else if (!full && raised) {
      LOG.warn("Redis is {} % full again.", percent);
    }
    raised = full;
  }

  private static long number(Pattern pattern, String info) {
    Matcher matcher = pattern.matcher(info);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }
}
