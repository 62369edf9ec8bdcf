package io.colleckt.auth.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gathers what comes within one tick of an event loop and hands it on as one list. Only so many
 * lists are under way at once; what comes meanwhile goes into the next. At rest that is a list of
 * one without delay worth naming, under load one call for many, and the more load, the more. Used
 * from its context only.
 */
public final class Batches<T> {
  private final Context context;
  private final int limit;
  private final int mostUnderWay;
  private final Function<List<T>, Future<?>> next;
  private List<T> gathered = new ArrayList<>();
  private int underWay;
  private long listNanos;
  private boolean scheduled;

  /**
   * @param limit the longest list
   * @param mostUnderWay how many lists may be under way at once
   * @param next gets each list, on the context; the list is its own. It is under way until the
   *     future completes
   */
  public Batches(Context context, int limit, int mostUnderWay, Function<List<T>, Future<?>> next) {
    this.context = context;
    this.limit = limit;
    this.mostUnderWay = mostUnderWay;
    this.next = next;
  }

  /** Takes one in; it is handed on at the end of a tick. */
  public void add(T item) {
    gathered.add(item);
    schedule();
  }

  /** The one that has waited longest for its list; null = none waits. */
  public T first() {
    return gathered.isEmpty() ? null : gathered.get(0);
  }

  /** How many wait for their list. */
  public int waiting() {
    return gathered.size();
  }

  /**
   * How long one that came now would wait for its list, nanoseconds, if lists went on taking as
   * long as the last ones did; 0 = it would have a place in the next.
   */
  public long expectedWaitNanos() {
    return gathered.size() / limit * (listNanos / mostUnderWay);
  }

  private void schedule() {
    if (!scheduled && !gathered.isEmpty() && underWay < mostUnderWay) {
      scheduled = true;
      context.runOnContext(this::endOfTick);
    }
  }

  private void endOfTick(Void nothing) {
    scheduled = false;
    while (!gathered.isEmpty() && underWay < mostUnderWay) {
      underWay++;
      long since = System.nanoTime();
      next.apply(take()).onComplete(done -> answered(System.nanoTime() - since));
    }
  }

  private List<T> take() {
    List<T> all = gathered;
    if (all.size() <= limit) {
      gathered = new ArrayList<>(all.size());
      return all;
    }
    gathered = new ArrayList<>(all.subList(limit, all.size()));
    return new ArrayList<>(all.subList(0, limit));
  }

  /** One that took long tells little yet; one that did not shows that all is well again. */
  private void answered(long nanos) {
    listNanos = Math.min(nanos, (listNanos + nanos) / 2);
    underWay--;
    schedule();
  }
}
