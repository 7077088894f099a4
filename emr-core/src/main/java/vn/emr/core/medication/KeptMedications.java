package vn.emr.core.medication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.MedicationAdministration;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Orders of medicines and their doses as they are kept, as far as a chart shows them. */
final class KeptMedications {
    private static final int MOST_VERSIONS = 3000;
    private static final int MOST_TOLD = 300;
    private static final int MOST_DOSES = 2000;

    /** All versions of what people ordered here. */
    private static final String HISTORIES = """
            select r.content::text as content
            from medication_order o
            join revision r on r.tenant_id = o.tenant_id and r.patient_id = o.patient_id and r.noun_id = o.order_id
            where o.tenant_id = ? and %s and o.source_id is null
            """.formatted(InChart.row("o", "o.order_id"));

    private static final String TOLD = """
            select r.content::text as content
            from medication_order o
            join revision r on r.tenant_id = o.tenant_id and r.patient_id = o.patient_id and r.noun_id = o.order_id
                           and r.version = o.version and r.committed_at = o.revised_at
            where o.tenant_id = ? and %s and o.source_id is not null and o.status <> 'ENTERED_IN_ERROR'
            """.formatted(InChart.row("o", "o.order_id"));

    /** A dose shows while its order does. */
    private static final String DOSES = """
            select r.content::text as content
            from medication_administration a
            join revision r on r.tenant_id = a.tenant_id and r.patient_id = a.patient_id and r.noun_id = a.administration_id
                           and r.version = a.version and r.committed_at = a.revised_at
            where a.tenant_id = ? and %s
            """.formatted(InChart.row("a", "a.administration_id", "a.order_id"));

    private static final String GIVEN = """
            select count(*) as n
            from medication_administration a
            where a.tenant_id = ? and a.patient_id = any (?) and a.order_id = ? and a.status = 'CURRENT'
              and a.outcome in ('GIVEN', 'PARTLY_GIVEN') and a.given_at > ? and a.given_at <= ?
            """;

    private KeptMedications() {}

    /** What people ordered here; of more than 3,000 versions the oldest orders are left out. */
    static List<OrderHistory> histories(Transaction t, Grant grant) {
        return OrderHistory.of(t.query(
                HISTORIES + " order by o.order_id desc, r.version limit ?",
                KeptMedications::order,
                with(grant, MOST_VERSIONS)));
    }

    /** Empty when the chart shows no such order, or a system told it. */
    static Optional<OrderHistory> history(Transaction t, Grant grant, UUID id) {
        return OrderHistory.of(t.query(
                        HISTORIES + " and o.order_id = ? order by r.version limit 500",
                        KeptMedications::order,
                        with(grant, id)))
                .stream()
                .findFirst();
    }

    /** What a request ordered. */
    static Optional<OrderHistory> ordered(Transaction t, Grant grant, String key) {
        return OrderHistory.of(t.query(
                        HISTORIES + " and o.order_key = ? order by r.version limit 500",
                        KeptMedications::order,
                        with(grant, key)))
                .stream()
                .findFirst();
    }

    /** What systems told of visits, the newest first. */
    static List<MedicationOrder> told(Transaction t, Grant grant, List<UUID> visits) {
        return t.query(
                TOLD + " and o.encounter_id = any (?) order by o.ordered_from desc nulls last, o.order_id desc limit ?",
                KeptMedications::order,
                with(grant, visits.toArray(UUID[]::new), MOST_TOLD));
    }

    /** Empty when the chart shows no such order, or a person ordered it. */
    static Optional<MedicationOrder> toldOne(Transaction t, Grant grant, UUID id) {
        return t.first(TOLD + " and o.order_id = ?", KeptMedications::order, with(grant, id));
    }

    /** What was due or given in a time, also what was marked as an error. */
    static List<MedicationAdministration> doses(Transaction t, Grant grant, Instant since, Instant before) {
        return t.query(
                DOSES + " and (a.due_at >= ? and a.due_at < ? or a.given_at >= ? and a.given_at < ?)"
                        + " order by a.given_at, a.administration_id limit ?",
                KeptMedications::dose,
                with(grant, since, before, since, before, MOST_DOSES));
    }

    static Optional<MedicationAdministration> dose(Transaction t, Grant grant, UUID id) {
        return t.first(DOSES + " and a.administration_id = ?", KeptMedications::dose, with(grant, id));
    }

    /** What a request recorded. */
    static Optional<MedicationAdministration> recorded(Transaction t, Grant grant, String key) {
        return t.first(DOSES + " and a.request_key = ?", KeptMedications::dose, with(grant, key));
    }

    /** What stands for a due time. */
    static Optional<MedicationAdministration> standing(Transaction t, Grant grant, UUID order, Instant due) {
        return t.first(
                DOSES + " and a.order_id = ? and a.due_at = ? and a.status = 'CURRENT'",
                KeptMedications::dose,
                with(grant, order, due));
    }

    /** How often it was given in the 24 hours before. */
    static long given(Transaction t, Grant grant, UUID order, Instant at) {
        return t.first(
                        GIVEN,
                        row -> row.number("n"),
                        grant.tenantId(),
                        grant.filedUnder(),
                        order,
                        at.minus(Duration.ofHours(24)),
                        at)
                .orElseThrow();
    }

    private static MedicationOrder order(Row row) {
        return (MedicationOrder) Content.read(NounKind.MEDICATION_ORDER, row.text("content"));
    }

    private static MedicationAdministration dose(Row row) {
        return (MedicationAdministration) Content.read(NounKind.MEDICATION_ADMINISTRATION, row.text("content"));
    }

    private static Object[] with(Grant grant, Object... more) {
        return Stream.concat(
                        Stream.of(grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden()),
                        Stream.of(more))
                .toArray();
    }
}
