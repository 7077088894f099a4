package vn.emr.core.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The queries by which {@link Access} judges one person. */
final class Judgement {
    /** All but cancelled. */
    static final int READABLE_STATES = State.values().length - 1;

    private Judgement() {}

    /**
     * A person as the rule sees them.
     *
     * @param root the survivor of all merges
     * @param reached what of the rule counts; nobody may read whom nothing reaches
     * @param hidden visits in a state the caller may not read
     * @param restricted what labels hide
     * @param disclosed what an approved request opens, when nothing else reaches the person; else null
     * @param opened in this session lately
     */
    record Found(
            UUID root,
            List<UUID> people,
            List<UUID> filedUnder,
            List<ReadRule.Part> reached,
            List<UUID> hidden,
            Restrictions restricted,
            Disclosed disclosed,
            boolean opened,
            boolean traceable) {
        boolean allowed() {
            return !reached.isEmpty();
        }

        /** What the roles that reach the person allow, by the state of the record. */
        Map<State, Set<Right>> rights() {
            if (disclosed != null) {
                return disclosed.rights();
            }
            Map<State, Set<Right>> all = new EnumMap<>(State.class);
            reached.forEach(part -> part.role().ofState().forEach((state, held) -> all.computeIfAbsent(
                            state, s -> EnumSet.noneOf(Right.class))
                    .addAll(held)));
            return all;
        }

        /** The same, with more hidden. */
        Found hiding(List<UUID> rows) {
            return new Found(root, people, filedUnder, reached, rows, restricted, disclosed, opened, traceable);
        }

        /** By which role and in which way, such as {@code DOCTOR:DEPARTMENT}: the reason the trace keeps. */
        String reason() {
            String ways = reached.stream()
                    .map(part -> part.role().role() + ":" + part.reach())
                    .distinct()
                    .collect(Collectors.joining(" "));
            return disclosed == null ? ways : ways + " " + disclosed.number();
        }
    }

    /** Who a person is within the tenant and how the rule reaches it; null when the tenant has no such person. */
    static Found person(Transaction t, Caller caller, UUID patientId, Instant now, Purpose purpose) {
        List<ReadRule.Part> parts = ReadRule.of(caller, now).parts();
        String sql = """
                select link_root(p.tenant_id, p.patient_id) as root, chart.people, chart.filed,
                       label.labels, label.parts, label.ids, array[%s]::boolean[] as reached,
                       exists (select 1 from audit_event e
                               where e.tenant_id = p.tenant_id
                                 and e.patient_id = link_root(p.tenant_id, p.patient_id)
                                 and e.at > ? and e.kind = 'GRANT' and e.session_id = ? and e.purpose = ?) as opened,
                       has_table_privilege('audit_event', 'INSERT') as traceable
                from patient p
                cross join lateral (select array(select link_set(p.tenant_id, p.patient_id)) as people offset 0) linked
                cross join lateral (select linked.people,
                                           array(select chart_filed(p.tenant_id, linked.people)) as filed offset 0) chart
                cross join lateral (select coalesce(array_agg(x.label_id), '{}') as labels,
                                           coalesce(array_agg(x.part), '{}') as parts, coalesce(array_agg(x.id), '{}') as ids
                                    from restrictions(p.tenant_id, chart.filed) x) label
                where p.tenant_id = ? and p.patient_id = ?
                """.formatted(parts.stream().map(Judgement::counts).collect(Collectors.joining(",\n")));
        List<Object> parameters = new ArrayList<>();
        parts.forEach(part -> parameters.addAll(Arrays.asList(part.parameters())));
        parameters.addAll(
                Arrays.asList(now.minus(Access.ONE_VISIT), caller.sessionId(), purpose, caller.tenantId(), patientId));
        return t.first(sql, row -> found(t, caller, row, parts, now), parameters.toArray())
                .map(found -> withHidden(t, caller, found))
                .orElse(null);
    }

    /** SQL that tells of each part whether it reaches one patient; see {@link #parameters}. */
    static String reached(List<ReadRule.Part> parts) {
        return """
                select array[%s]::boolean[] as reached
                from patient p
                cross join lateral (select array(select link_set(p.tenant_id, p.patient_id)) as people) chart
                where p.tenant_id = ? and p.patient_id = ?
                """.formatted(parts.stream().map(Judgement::counts).collect(Collectors.joining(",\n")));
    }

    static Object[] parameters(List<ReadRule.Part> parts, UUID tenant, UUID patient) {
        return Stream.concat(
                        parts.stream().flatMap(part -> Arrays.stream(part.parameters())), Stream.of(tenant, patient))
                .toArray();
    }

    private static String counts(ReadRule.Part part) {
        return "exists (select 1 from (%s) counted where counted.patient_id = any (chart.people))"
                .formatted(part.counted());
    }

    private static Found found(Transaction t, Caller caller, Row row, List<ReadRule.Part> parts, Instant now) {
        Boolean[] reached = row.array("reached");
        List<ReadRule.Part> counting = IntStream.range(0, reached.length)
                .filter(i -> reached[i])
                .mapToObj(parts::get)
                .toList();
        List<ReadRule.Part> own = counting.stream()
                .filter(part -> part.reach() != Reach.DISCLOSED)
                .toList();
        Disclosed disclosed =
                counting.isEmpty() || !own.isEmpty() ? null : Disclosed.of(t, caller, row.array("people"), now);
        List<ReadRule.Part> counted = disclosed == null ? own : counting;
        return new Found(
                row.uuid("root"),
                List.of(row.<UUID>array("people")),
                List.of(row.<UUID>array("filed")),
                counted,
                List.of(),
                Restrictions.closed(t, caller.tenantId(), row, counted, disclosed),
                disclosed,
                disclosed == null ? row.bool("opened") : disclosed.opened(t, caller, row.uuid("root"), now),
                row.bool("traceable"));
    }

    private static Found withHidden(Transaction t, Caller caller, Found f) {
        Set<State> readable = EnumSet.noneOf(State.class);
        f.reached().forEach(part -> readable.addAll(part.role().states(Right.PATIENT_READ)));
        if (f.disclosed() != null) {
            return f.hiding(f.disclosed().hidden(t, caller.tenantId(), f.filedUnder()));
        }
        if (!f.allowed() || readable.size() == READABLE_STATES) {
            return f;
        }
        return f.hiding(t.query(
                """
                select e.encounter_id
                from encounter e
                where e.tenant_id = ? and e.patient_id = any (?)
                  and record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) <> all (?)
                """,
                row -> row.uuid("encounter_id"),
                caller.tenantId(),
                f.filedUnder().toArray(UUID[]::new),
                readable.stream().map(State::name).toArray(String[]::new)));
    }

    /** Whether this part of the chart was opened in this session lately. */
    static boolean alreadyOpened(Transaction t, Grant grant, String objectKind, UUID objectId, Instant now) {
        record Seen(boolean opened, boolean traceable) {}
        Seen seen = t.first(
                        """
                        select exists (select 1 from audit_event e
                                       where e.tenant_id = ? and e.patient_id = ? and e.at > ? and e.kind = 'OPEN'
                                         and e.session_id = ? and e.object_kind = ?
                                         and e.object_id is not distinct from ?::uuid
                                         and (?::text is null or e.detail = ?)) as opened,
                               has_table_privilege('audit_event', 'INSERT') as traceable
                        """,
                        row -> new Seen(row.bool("opened"), row.bool("traceable")),
                        grant.tenantId(),
                        grant.patientId(),
                        now.minus(Access.ONE_VISIT),
                        grant.caller().sessionId(),
                        objectKind,
                        objectId,
                        grant.note(),
                        grant.note())
                .orElseThrow();
        mustBeTraceable(seen.traceable());
        return seen.opened();
    }

    /** Also a visit that needs no new row is refused while rows cannot be written. */
    static void mustBeTraceable(boolean traceable) {
        if (!traceable) {
            throw new Refusal(Code.TEMPORARY, "the trace cannot be written");
        }
    }

    /**
     * Where the record of one visit of a chart stands; without a visit, under treatment while any visit of the chart goes on.
     */
    static State state(Transaction t, Grant grant, UUID encounterId) {
        return t.first(
                        """
                        select record_state(e.tenant_id, e.patient_id, e.encounter_id, e.end_from) as state
                        from encounter e
                        where e.tenant_id = ? and e.patient_id = any (?) and e.status <> 'CANCELLED'
                          and e.encounter_id <> all (?) and (?::uuid is null or e.encounter_id = ?)
                        order by (e.end_from is null) desc, e.start_from desc nulls last
                        limit 1
                        """,
                        row -> State.valueOf(row.text("state")),
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.request() == null ? new UUID[0] : grant.hidden(),
                        encounterId,
                        encounterId)
                .orElse(State.IN_TREATMENT);
    }

    /** Whether the caller may say who this person is; null when the tenant has no such person. */
    static Boolean mayMatch(Transaction t, Caller caller, UUID patientId, Instant now) {
        ReadRule rule = ReadRule.ofMatching(caller, now);
        String sql = """
                select exists (select 1 from (%s) counted where counted.patient_id = p.patient_id) as allowed
                from patient p where p.tenant_id = ? and p.patient_id = ?
                """.formatted(rule.counted());
        List<Object> parameters = new ArrayList<>(Arrays.asList(rule.parameters()));
        parameters.addAll(List.of(caller.tenantId(), patientId));
        return t.first(sql, row -> row.bool("allowed"), parameters.toArray()).orElse(null);
    }

    /** @param encounterId of which visit; null when that was not said */
    record Filed(UUID patientId, UUID encounterId) {}

    /** Under whom something of the grant's chart that has a key of its own is filed; empty when the chart does not show it. */
    static Optional<Filed> filed(Transaction t, Grant grant, NounKind kind, UUID id) {
        String key =
                switch (kind) {
                    case ENCOUNTER -> "encounter_id";
                    case DIAGNOSTIC_REPORT -> "report_id";
                    case CLINICAL_DOCUMENT -> "document_id";
                    case SERVICE_ORDER -> "order_id";
                    case SHEET -> "sheet_id";
                    case IMAGING_STUDY -> "study_id";
                    case CONDITION -> "condition_id";
                    case RECORD_FOLDER -> "folder_id";
                    default -> throw new Refusal(Code.MALFORMED_FIELD, "nothing of this kind is opened by itself");
                };
        String sql = """
                select o.patient_id, o.encounter_id from %s o
                where o.tenant_id = ? and o.%s = ? and %s
                """.formatted(kind.name().toLowerCase(Locale.ROOT), key, InChart.row("o", "o." + key));
        return t.first(
                sql,
                row -> new Filed(row.uuid("patient_id"), row.uuid("encounter_id")),
                grant.tenantId(),
                id,
                grant.filedUnder(),
                grant.people(),
                grant.hidden());
    }
}
