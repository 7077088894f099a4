package vn.emr.core.access;

import java.util.List;
import java.util.UUID;

/**
 * Permission to read one patient's record. Only {@link Access} makes one, and only after the trace of it is committed.
 */
public final class Grant {
    private final Caller caller;
    private final Purpose purpose;
    private final UUID patientId;
    private final List<UUID> people;

    Grant(Caller caller, Purpose purpose, UUID patientId, List<UUID> people) {
        this.caller = caller;
        this.purpose = purpose;
        this.patientId = patientId;
        this.people = List.copyOf(people);
    }

    public UUID tenantId() {
        return caller.tenantId();
    }

    /** The survivor of all merges: whose chart this is. */
    public UUID patientId() {
        return patientId;
    }

    /** Everybody whose facts the chart reads: the patient and all merged into it. */
    public UUID[] people() {
        return people.toArray(UUID[]::new);
    }

    public Purpose purpose() {
        return purpose;
    }

    Caller caller() {
        return caller;
    }
}
