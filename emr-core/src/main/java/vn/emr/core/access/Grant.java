package vn.emr.core.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.record.RecordFolder.State;

/**
 * Permission to read one patient's record. Only {@link Access} makes one, and only after the trace of it is committed.
 */
public final class Grant {
    private final Caller caller;
    private final Purpose purpose;
    private final UUID patientId;
    private final List<UUID> people;
    private final List<UUID> filedUnder;
    private final List<UUID> hidden;
    private final Map<State, Set<Right>> rights;

    Grant(Caller caller, Purpose purpose, Judgement.Found found) {
        this.caller = caller;
        this.purpose = purpose;
        this.patientId = found.root();
        this.people = found.people();
        this.filedUnder = found.filedUnder();
        this.hidden = found.hidden();
        this.rights = found.rights();
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

    /** Visits of the chart in a state of the record that the caller may not read. */
    public UUID[] hidden() {
        return hidden.toArray(UUID[]::new);
    }

    /** Whether one of the roles that reach this patient allows it while a record is in this state. */
    public boolean may(Right right, State state) {
        return rights.getOrDefault(state, Set.of()).contains(right);
    }

    public Purpose purpose() {
        return purpose;
    }

    Caller caller() {
        return caller;
    }
}
