package vn.emr.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.record.RecordFolder.State;

/**
 * Which people a caller may read: the union of what each of the caller's roles reaches. Opening, searching and explaining
 * use the same queries. A person may be read when anyone of the link set (the person and all merged with it) counts.
 */
record ReadRule(List<Part> parts) {
    /** A ward keeps access for this long after a stay ended: letters, late results, questions. */
    static final Duration AFTER_STAY = Duration.ofDays(30);

    private static final String[] LABORATORY = {"LAB"};

    /** What the doors call imaging (HL7 table 0074). */
    private static final String[] IMAGING = {"RAD", "RUS", "CT", "NMR", "NMS", "XRC", "US", "IMG"};

    /** People whose whole record a label closes to the role do not count for it. */
    private static final String OPEN = """
            select k.tenant_id, k.patient_id
            from (%s) k
            where k.patient_id not in (select c.id from closed_people(?, ?) as c(id))
            """;

    private static final String NOBODY = "select p.tenant_id, p.patient_id from patient p where false\n";

    /**
     * Whom one role reaches in one way.
     *
     * @param counted SQL that yields {@code (tenant_id, patient_id)}
     * @param parameters its parameters, in order
     */
    record Part(Assignment role, Reach reach, String counted, Object[] parameters) {}

    static ReadRule of(Caller caller, Instant now) {
        List<Part> parts = new ArrayList<>();
        for (Assignment role : caller.roles()) {
            if (!role.states(Right.PATIENT_READ).isEmpty()) {
                role.reaches().forEach(reach -> add(parts, caller, role, reach, now));
                if (role.holds(Right.BREAK_GLASS)) {
                    add(parts, caller, role, Reach.EMERGENCY, now);
                }
            }
        }
        return new ReadRule(List.copyOf(parts));
    }

    /** Whom a caller finds in lists and counts: a request opened to a guest opens a record, it does not list it. */
    static ReadRule ofLists(Caller caller, Instant now) {
        return new ReadRule(of(caller, now).parts().stream()
                .filter(part -> part.reach() != Reach.DISCLOSED)
                .toList());
    }

    /** The people whose records were opened to a guest. */
    static ReadRule ofGuest(Caller caller, Instant now) {
        return new ReadRule(of(caller, now).parts().stream()
                .filter(part -> part.reach() == Reach.DISCLOSED)
                .toList());
    }

    /**
     * Whom a caller may compare and link: who keeps the records of a facility also people who have no folder yet, such as
     * those nobody has named.
     */
    static ReadRule ofMatching(Caller caller, Instant now) {
        List<Part> parts = new ArrayList<>();
        for (Assignment role : caller.roles()) {
            boolean keeps = role.holds(Right.MATCH) && role.reaches().contains(Reach.FACILITY_RECORDS);
            if (keeps && role.facilityId() != null) {
                parts.add(part(caller, role, Reach.FACILITY_RECORDS, ReachQuery.KEPT_RECORDS, now));
            } else if (role.holds(Right.MATCH_READ)) {
                role.reaches().stream()
                        .filter(reach -> reach != Reach.DISCLOSED)
                        .forEach(reach -> add(parts, caller, role, reach, now));
            }
        }
        return new ReadRule(List.copyOf(parts));
    }

    private static void add(List<Part> parts, Caller caller, Assignment role, Reach reach, Instant now) {
        boolean nowhere = reach.needsFacility() && role.facilityId() == null
                || reach.needsDepartments() && role.departments().isEmpty();
        if (!nowhere) {
            parts.add(part(caller, role, reach, ReachQuery.of(reach), now));
        }
    }

    private static Part part(Caller caller, Assignment role, Reach reach, ReachQuery query, Instant now) {
        boolean everyState = role.states(Right.PATIENT_READ).size() == Judgement.READABLE_STATES;
        ReachQuery asked = everyState ? query : query.narrowed();
        Stream<Object> parameters = asked.parameters().stream().map(word -> switch (word) {
            case TENANT -> caller.tenantId();
            case ACCOUNT -> caller.id();
            case FACILITY -> role.facilityId();
            case DEPARTMENTS -> role.departments().toArray(UUID[]::new);
            case SINCE -> now.minus(AFTER_STAY);
            case NOW -> now;
            case CATEGORIES -> reach == Reach.LABORATORY_ORDERS ? LABORATORY : IMAGING;
            case STATES ->
                role.states(Right.PATIENT_READ).stream().map(State::name).toArray(String[]::new);
        });
        if (reach == Reach.EMERGENCY || reach == Reach.DISCLOSED) {
            return new Part(role, reach, asked.sql(), parameters.toArray());
        }
        return new Part(
                role,
                reach,
                OPEN.formatted(asked.sql()),
                Stream.concat(parameters, Stream.of(caller.tenantId(), role.role()))
                        .toArray());
    }

    /** SQL that yields {@code (tenant_id, patient_id)} of everybody who counts. */
    String counted() {
        return parts.isEmpty() ? NOBODY : parts.stream().map(Part::counted).collect(Collectors.joining("union all\n"));
    }

    /** The parameters of {@link #counted}, in order. */
    Object[] parameters() {
        return parts.stream().flatMap(part -> Arrays.stream(part.parameters())).toArray();
    }
}
