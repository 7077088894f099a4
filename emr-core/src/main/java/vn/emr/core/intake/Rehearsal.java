package vn.emr.core.intake;

import java.util.List;
import java.util.UUID;
import vn.emr.core.record.NounKind;

/**
 * What would become of a message; nothing of it was kept. Only the rules were asked: what the database itself would say to
 * the rows is not known.
 *
 * @param delivery the message as it was read, with its notices or its refusal
 * @param outcome APPLIED, PARKED or REFUSED, with the answer that would be given
 * @param changes what would be written to the record
 */
public record Rehearsal(Delivery delivery, Outcome outcome, List<Change> changes) {
    /**
     * A version that would be written.
     *
     * @param version 1 for what would be new
     */
    public record Change(NounKind kind, UUID id, UUID patientId, int version) {}
}
