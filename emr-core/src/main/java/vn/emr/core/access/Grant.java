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
    private final List<UUID> filedUnder;

    Grant(Caller caller, Purpose purpose, UUID patientId, List<UUID> people, List<UUID> filedUnder) {
        this.caller = caller;
        this.purpose = purpose;
        this.patientId = patientId;
        this.people = List.copyOf(people);
        this.filedUnder = List.copyOf(filedUnder);
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

    /**
     * Everybody under whom rows of the chart are filed: the people, and those whose visits were given to one of them. Of
     * the latter only these visits are of the chart.
     */
    public UUID[] filedUnder() {
        return filedUnder.toArray(UUID[]::new);
    }

    public Purpose purpose() {
        return purpose;
    }

    Caller caller() {
        return caller;
    }
}
