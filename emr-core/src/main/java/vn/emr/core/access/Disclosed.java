package vn.emr.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What an approved request opens of one record to a guest: its visits and parts, to be read, perhaps printed, and nothing else.
 * Somebody whom another relation reaches is no guest: the opening adds nothing to it.
 *
 * @param number of the request
 * @param visits that may be seen
 * @param outsideVisits also what belongs to no visit
 * @param labels that do not hide from the guest
 */
record Disclosed(
        String number, List<UUID> visits, boolean outsideVisits, Set<Part> parts, Set<UUID> labels, boolean prints) {
    private static final String LASTING = """
            select g.number, g.visits, g.outside_visits, g.parts, g.labels, g.prints
            from guest_now g
            where g.tenant_id = ? and g.account_id = ? and g.patient_id = any (?) and g.valid_from <= ? and g.valid_until > ?
            order by g.opened_at desc, g.id desc
            limit 1
            """;

    /** The newest that lasts; two are never added up, so that no part of one is seen in the visits of the other. */
    static Disclosed of(Transaction t, Caller caller, UUID[] people, Instant now) {
        return t.first(LASTING, Disclosed::of, caller.tenantId(), caller.id(), people, now, now)
                .orElse(null);
    }

    private static Disclosed of(Row row) {
        return new Disclosed(
                row.text("number"),
                List.of(row.<UUID>array("visits")),
                row.bool("outside_visits"),
                Arrays.stream(row.<String>array("parts"))
                        .map(Part::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class))),
                Set.of(row.<UUID>array("labels")),
                row.bool("prints"));
    }

    /** Whether the trace of this session says already that this request opened the record. */
    boolean opened(Transaction t, Caller caller, UUID root, Instant now) {
        return t.first(
                        """
                        select 1 as opened from audit_event e
                        where e.tenant_id = ? and e.patient_id = ? and e.at > ? and e.kind = 'GRANT' and e.session_id = ?
                          and right(e.detail, ?) = ?
                        limit 1
                        """,
                        row -> row.integer("opened"),
                        caller.tenantId(),
                        root,
                        now.minus(Access.ONE_VISIT),
                        caller.sessionId(),
                        number.length(),
                        number)
                .isPresent();
    }

    /** What the guest may do, whatever state the record is in: the decision knew it. */
    Map<State, Set<Right>> rights() {
        Set<Right> held = prints ? EnumSet.of(Right.PATIENT_READ, Right.RECORD_PRINT) : EnumSet.of(Right.PATIENT_READ);
        Map<State, Set<Right>> all = new EnumMap<>(State.class);
        EnumSet.complementOf(EnumSet.of(State.CANCELLED)).forEach(state -> all.put(state, held));
        return all;
    }

    /** Everything of the chart that the decision does not open: visits, and the marks of parts and of what has no visit. */
    List<UUID> hidden(Transaction t, UUID tenant, List<UUID> filedUnder) {
        List<UUID> hidden = new ArrayList<>(t.query(
                """
                select e.encounter_id from encounter e
                where e.tenant_id = ? and e.patient_id = any (?) and e.encounter_id <> all (?)
                """,
                row -> row.uuid("encounter_id"),
                tenant,
                filedUnder.toArray(UUID[]::new),
                visits.toArray(UUID[]::new)));
        if (!outsideVisits) {
            hidden.add(InChart.NO_VISIT);
        }
        EnumSet.complementOf(parts.isEmpty() ? EnumSet.noneOf(Part.class) : EnumSet.copyOf(parts))
                .forEach(part -> hidden.add(part.mark()));
        return hidden;
    }
}
