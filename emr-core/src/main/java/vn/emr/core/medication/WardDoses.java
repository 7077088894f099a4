package vn.emr.core.medication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.access.InChart;
import vn.emr.core.access.ListGrant;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * What is due in the wards of a nurse and nobody recorded yet: of people who lie there now, whose record is under treatment, from half a
 * day back to some hours ahead. What a label hides is left out, and why something is given is not told.
 */
@ApplicationScoped
public class WardDoses {
    private static final Duration BACK = Duration.ofHours(12);
    private static final int MOST_HOURS = 12;
    private static final int USUAL_HOURS = 4;
    private static final int MOST_VERSIONS = 5000;
    private static final int MOST_DUE = 500;

    /**
     * Something that is due.
     *
     * @param patientNumber null: none
     */
    public record Due(
            UUID patientId,
            String name,
            String patientNumber,
            String department,
            String room,
            String bed,
            Instant due,
            MedicationPage.Order order) {}

    /** @param more there is more than is listed */
    public record Page(Instant from, Instant until, List<Due> due, boolean more) {}

    private record Lying(UUID patientId, String name, String number, String department, String room, String bed) {}

    private record Found(Lying who, MedicationOrder version) {}

    private static final String ORDERS = """
            select w.patient_id, p.name, number.value as number, w.department, w.room, w.bed, r.content::text as content
            from (
              select distinct on (root.id) root.id as patient_id, coalesce(d.name, s.department_code) as department, s.room, s.bed
              from department_stay s
              left join visit_link l on l.tenant_id = s.tenant_id and l.encounter_id = s.encounter_id and l.active
              join encounter e on e.tenant_id = s.tenant_id and e.encounter_id = coalesce(l.shown_as, s.encounter_id)
              left join department d on d.id = s.department_id
              cross join lateral (
                select link_root(s.tenant_id, coalesce(l.shown_under, s.patient_id)) as id) root
              where s.tenant_id = ? and s.department_id = any (?) and not s.cancelled and s.end_from is null
                and e.end_from is null and e.status not in ('CANCELLED', 'FINISHED')
                and e.class not in ('OUTPATIENT_TREATMENT', 'EXAMINATION')
              order by root.id, s.start_from desc nulls last) w
            join patient p on p.tenant_id = ? and p.patient_id = w.patient_id
            cross join lateral (
              select x.people, array(select chart_filed(p.tenant_id, x.people)) as filed
              from (select array(select link_set(p.tenant_id, p.patient_id)) as people) x) chart
            join medication_order o on o.tenant_id = p.tenant_id and o.patient_id = any (chart.filed) and o.source_id is null
                                   and (o.status = 'ACTIVE' or o.revised_at >= ?)
            join encounter v on v.tenant_id = o.tenant_id and v.patient_id = o.patient_id and v.encounter_id = o.encounter_id
            join revision r on r.tenant_id = o.tenant_id and r.patient_id = o.patient_id and r.noun_id = o.order_id
            left join lateral (
              select i.value from patient_identifier i
              where i.tenant_id = p.tenant_id and i.patient_id = p.patient_id and i.active
                and i.kind in ('PATIENT_NUMBER', 'TEMPORARY')
              order by i.kind, i.line limit 1) number on true
            where %s = any (chart.people)
              and not (array[o.encounter_id, o.order_id] && array(select closed_rows(p.tenant_id, chart.filed, ?)))
              and record_state(v.tenant_id, v.patient_id, v.encounter_id, v.end_from) = 'IN_TREATMENT'
              and %s
            order by o.order_id desc, r.version
            limit ?
            """;

    private static final String DONE = """
            select a.order_id, a.due_at
            from medication_administration a
            where a.tenant_id = ? and a.order_id = any (?) and a.status = 'CURRENT' and a.due_at >= ? and a.due_at < ?
            """;

    private final Database database;
    private final Clock clock;

    @Inject
    public WardDoses(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is due, the oldest first.
     *
     * @param departmentId one of the own wards; null: all of them
     * @param hours ahead, 1 to 12; null: 4
     */
    public Page of(ListGrant grant, UUID departmentId, Integer hours) {
        Instant now = clock.instant();
        Instant since = now.minus(BACK);
        Instant before = now.plus(Duration.ofHours(hours == null ? USUAL_HOURS : Math.clamp(hours, 1, MOST_HOURS)));
        UUID[] wards = grant.departments().stream()
                .filter(own -> departmentId == null || own.equals(departmentId))
                .toArray(UUID[]::new);
        return database.inTransaction(t -> {
            List<Found> found = found(t, grant, wards, since);
            Map<UUID, Lying> people = new HashMap<>();
            found.forEach(one -> people.put(one.version().id(), one.who()));
            List<OrderHistory> orders =
                    OrderHistory.of(found.stream().map(Found::version).toList());
            Map<UUID, Set<Instant>> done = done(t, grant, people.keySet(), since, before);
            List<Due> due = orders.stream()
                    .flatMap(order -> order.due(since, before).stream()
                            .filter(at ->
                                    !done.getOrDefault(order.id(), Set.of()).contains(at))
                            .map(at -> due(people.get(order.id()), order, at)))
                    .sorted(Comparator.comparing(Due::due)
                            .thenComparing(Due::bed, Comparator.nullsLast(Comparator.naturalOrder()))
                            .thenComparing(Due::name))
                    .limit(MOST_DUE + 1L)
                    .toList();
            boolean more = due.size() > MOST_DUE || found.size() == MOST_VERSIONS;
            return new Page(since, before, due.stream().limit(MOST_DUE).toList(), more);
        });
    }

    private static Due due(Lying who, OrderHistory order, Instant at) {
        return new Due(
                who.patientId(),
                who.name(),
                who.number(),
                who.department(),
                who.room(),
                who.bed(),
                at,
                MedicationPage.Order.of(order.at(at), false, List.of(at)));
    }

    private static List<Found> found(Transaction t, ListGrant grant, UUID[] wards, Instant since) {
        List<Object> parameters =
                new ArrayList<>(Arrays.asList(grant.tenantId(), wards, grant.tenantId(), since, grant.roles()));
        parameters.addAll(Arrays.asList(grant.parameters()));
        parameters.add(MOST_VERSIONS);
        return t.query(
                ORDERS.formatted(InChart.shownUnder("o"), grant.reaches("p.tenant_id", "p.patient_id")),
                WardDoses::found,
                parameters.toArray());
    }

    private static Found found(Row row) {
        return new Found(
                new Lying(
                        row.uuid("patient_id"),
                        row.text("name"),
                        row.text("number"),
                        row.text("department"),
                        row.text("room"),
                        row.text("bed")),
                (MedicationOrder) Content.read(NounKind.MEDICATION_ORDER, row.text("content")));
    }

    private static Map<UUID, Set<Instant>> done(
            Transaction t, ListGrant grant, Set<UUID> orders, Instant since, Instant before) {
        record Done(UUID order, Instant due) {}
        return t
                .query(
                        DONE,
                        row -> new Done(row.uuid("order_id"), row.instant("due_at")),
                        grant.tenantId(),
                        orders.toArray(UUID[]::new),
                        since,
                        before)
                .stream()
                .collect(Collectors.groupingBy(Done::order, Collectors.mapping(Done::due, Collectors.toSet())));
    }
}
