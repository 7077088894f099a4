package vn.emr.core.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Restrictions restricted;
    private final Map<State, Set<Right>> rights;
    private final Set<String> roles;
    private final boolean emergency;
    private final String request;

    Grant(Caller caller, Purpose purpose, Judgement.Found found) {
        this.caller = caller;
        this.purpose = purpose;
        this.patientId = found.root();
        this.people = found.people();
        this.filedUnder = found.filedUnder();
        this.restricted = found.restricted();
        this.hidden = Stream.concat(found.hidden().stream(), restricted.hidden().stream())
                .distinct()
                .toList();
        this.rights = found.rights();
        this.request = found.disclosed() == null ? null : found.disclosed().number();
        this.emergency = found.reached().stream().anyMatch(part -> part.reach() == Reach.EMERGENCY);
        this.roles = found.reached().stream().map(part -> part.role().role()).collect(Collectors.toUnmodifiableSet());
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

    /**
     * What of the chart the caller may not read: visits in a state of the record, and what labels hide. A visit takes along
     * everything of it.
     */
    public UUID[] hidden() {
        return hidden.toArray(UUID[]::new);
    }

    /** Whether free words of a visit are shown; a label may hide them, as they tell what it hides. */
    public boolean tells(UUID encounterId) {
        return encounterId == null || !restricted.silent().contains(encounterId);
    }

    /** Whether one of the roles that reach this patient is among these. */
    public boolean byOneOf(Collection<String> codes) {
        return codes.stream().anyMatch(roles::contains);
    }

    /** Whether the caller opened this record in an emergency that lasts. */
    public boolean emergency() {
        return emergency;
    }

    /** The number of the request that opened this record to the caller as a guest; null for everybody else. */
    public String request() {
        return request;
    }

    /** What each line of the trace says of a guest. */
    String note() {
        return request == null ? null : "request " + request;
    }

    /** What is said of that which labels hide. */
    public List<Mask> masks() {
        return restricted.masks();
    }

    /** Whether one of the roles that reach this patient allows it while a record is in this state. */
    public boolean may(Right right, State state) {
        return rights.getOrDefault(state, Set.of()).contains(right);
    }

    public Purpose purpose() {
        return purpose;
    }

    /** Whose permission it is. */
    public UUID callerId() {
        return caller.id();
    }

    Caller caller() {
        return caller;
    }
}
