package io.colleckt.auth.audit;

import java.time.Instant;

/**
 * A head that is kept outside of the database.
 *
 * @param since when one was first kept there, by the clock of the keeper; a later instant than
 *     expected tells that it was lost in between
 */
public record WitnessedHead(AuditHead head, Instant since) {}
