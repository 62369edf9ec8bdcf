package io.colleckt.auth.bus;

import io.colleckt.auth.audit.AuditPage;
import io.colleckt.auth.audit.AuditStretch;
import io.colleckt.auth.audit.MoveWitnesses;
import io.colleckt.auth.audit.ReadAudit;
import io.colleckt.auth.audit.ReadAuditStretch;
import io.colleckt.auth.audit.ReadWitnesses;
import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.VerifyAudit;
import io.colleckt.auth.audit.Witnesses;
import io.colleckt.auth.audit.WitnessesMoved;
import java.time.Duration;

/** The addresses of the audit log, with who answers there. */
public final class AuditAddresses {
  /** Persistence: one page of a workspace's audit log. */
  public static final Call<ReadAudit, AuditPage> PAGE =
      Call.across("audit.page", Duration.ofSeconds(3));

  /** Persistence: rows that follow each other, for the export. */
  public static final Call<ReadAuditStretch, AuditStretch> STRETCH =
      Call.across("audit.stretch", Duration.ofSeconds(3));

  /** Persistence: holds the log against its chain. One at a time in a workspace. */
  public static final Call<VerifyAudit, Answer<Verification>> VERIFY =
      Call.across("audit.verify", Duration.ofSeconds(60));

  /** The witness: heads that are kept outside of the database. A failed future = not known. */
  public static final Call<ReadWitnesses, Witnesses> WITNESSES =
      Call.across("audit.witnesses", Duration.ofSeconds(2));

  /** The witness: keeps later heads. A failed future = perhaps not kept. */
  public static final Call<MoveWitnesses, WitnessesMoved> MOVE_WITNESSES =
      Call.across("audit.move-witnesses", Duration.ofSeconds(2));

  private AuditAddresses() {}
}
