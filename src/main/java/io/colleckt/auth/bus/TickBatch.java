package io.colleckt.auth.bus;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers what comes within one tick of an event loop and hands it on as one list: at rest a list
 * of one without delay worth naming, under load one call for many. Used from its context only.
 */
public final class TickBatch<T> {
  private final Context context;
  private final int limit;
  private final Consumer<List<T>> next;
  private List<T> gathered = new ArrayList<>();

  /**
   * @param limit a list of this length is handed on at once
   * @param next gets each list, on the context; the list is its own
   */
  public TickBatch(Context context, int limit, Consumer<List<T>> next) {
    this.context = context;
    this.limit = limit;
    this.next = next;
  }

  /** Takes one in; it is handed on at the end of the tick at the latest. */
  public void add(T item) {
    gathered.add(item);
    if (gathered.size() == 1) {
      context.runOnContext(this::endOfTick);
    } else if (gathered.size() >= limit) {
      handOn();
    }
  }

  private void endOfTick(Void nothing) {
    if (!gathered.isEmpty()) {
      handOn();
    }
  }

  private void handOn() {
    List<T> list = gathered;
    gathered = new ArrayList<>(list.size());
    next.accept(list);
  }
}
