package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivityPage;
import io.colleckt.auth.activity.ActivityPlace;
import io.colleckt.auth.activity.ListActivity;
import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;

/**
 * Writes calls on record into an answer, the newest first, page by page: the next page is read once
 * the one before has left, if the reader may read on. For one use, on the event loop of the
 * request.
 */
final class ActivityExport implements Streamed {
  private final Promise<Void> whole = Promise.promise();
  private final EventBus bus;
  private final ListActivity first;
  private final ActivityFile format;
  private final ExportReader reader;
  private ActivityPage page;
  private Outflow outflow;

  /**
   * @param first asks for the first page
   */
  ActivityExport(EventBus bus, ListActivity first, ActivityFile format, ExportReader reader) {
    this.bus = bus;
    this.first = first;
    this.format = format;
    this.reader = reader;
  }

  /** Completes when the first page is there to be written. */
  Future<ActivityExport> begin() {
    return ask(first.below()).onSuccess(read -> page = read).map(this);
  }

  @Override
  public Future<Void> writeTo(Outflow target) {
    outflow = target;
    write(format.head().appendBuffer(format.lines(page.rows())));
    return whole.future();
  }

  private void write(Buffer lines) {
    outflow.write(lines).onSuccess(sent -> readOn()).onFailure(whole::tryFail);
  }

  private void readOn() {
    if (page.next().isEmpty()) {
      whole.tryComplete();
      return;
    }
    reader
        .mayReadOn(outflow)
        .compose(still -> ask(page.next().get()))
        .onSuccess(read -> page = read)
        .onSuccess(read -> write(format.lines(read.rows())))
        .onFailure(whole::tryFail);
  }

  private Future<ActivityPage> ask(ActivityPlace below) {
    return ActivityAddresses.EXPORT.ask(
        bus, new ListActivity(first.workspaceId(), first.filter(), below, first.limit()));
  }
}
