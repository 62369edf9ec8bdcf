package io.colleckt.auth.bus;

import io.colleckt.auth.activity.ActivityCommitted;
import io.colleckt.auth.activity.ActivityPage;
import io.colleckt.auth.activity.ActivityRecorded;
import io.colleckt.auth.activity.ActivitySummary;
import io.colleckt.auth.activity.CallsKept;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.activity.Drained;
import io.colleckt.auth.activity.ListActivity;
import io.colleckt.auth.activity.PositionRead;
import io.colleckt.auth.activity.ReadPosition;
import io.colleckt.auth.activity.ReadTail;
import io.colleckt.auth.activity.ReadTokenCalls;
import io.colleckt.auth.activity.RecordCalls;
import io.colleckt.auth.activity.SettleTail;
import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.activity.TailRead;
import io.colleckt.auth.activity.TailSettled;
import io.colleckt.auth.activity.TokenCalls;
import io.colleckt.auth.token.Deadline;
import java.time.Duration;

/** The addresses of the activity log, with who answers there. */
public final class ActivityAddresses {
  /** Persistence: how far a stream has been brought into the log. */
  public static final Call<ReadPosition, PositionRead> POSITION =
      Call.across("activity.position", Duration.ofSeconds(2));

  /** Persistence: stores a stretch of a stream and moves its position, in one transaction. */
  public static final Call<CommitActivity, ActivityCommitted> COMMIT =
      Call.across("activity.commit", Duration.ofSeconds(10));

  /** Persistence: stores calls that Postgres has judged. A failed future = perhaps not stored. */
  public static final Call<RecordCalls, CallsKept> RECORD =
      Call.across("activity.record", Deadline.OF_A_CHECK);

  /** The drain: brings streams into the log up to there; fails when that takes too long. */
  public static final Call<DrainTo, Drained> DRAIN =
      Call.across("activity.drain", Duration.ofMillis(250));

  /** Persistence: one page of the log. */
  public static final Call<ListActivity, ActivityPage> LIST =
      Call.across("activity.list", Duration.ofSeconds(5));

  /** Persistence: as above, for those who read all of it. */
  public static final Call<ListActivity, ActivityPage> EXPORT =
      Call.across("activity.export", Duration.ofSeconds(10));

  /** Persistence: how many calls there were, and what they used most. */
  public static final Call<SummarizeActivity, ActivitySummary> SUMMARY =
      Call.across("activity.summary", Duration.ofSeconds(5));

  /** Persistence: how much tokens were used of late. */
  public static final Call<ReadTokenCalls, TokenCalls> TOKEN_CALLS =
      Call.across("activity.tokens", Duration.ofSeconds(1));

  /** Persistence tells: rows were committed. For the live tail. */
  public static final Fact<ActivityRecorded> RECORDED = Fact.across("activity.recorded");

  /** Persistence: what has been recorded lately. */
  public static final Call<ReadTail, TailRead> TAIL =
      Call.across("activity.tail", Duration.ofSeconds(2));

  /** Persistence: whether a live tail has heard of all. */
  public static final Call<SettleTail, TailSettled> TAIL_SETTLE =
      Call.across("activity.tail-settle", Duration.ofSeconds(2));

  private ActivityAddresses() {}
}
