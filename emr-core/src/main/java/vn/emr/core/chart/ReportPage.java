package vn.emr.core.chart;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Ucum;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** One result set with everything it says, and how it came to say it. */
public final class ReportPage {
    private ReportPage() {}

    public record Range(String text, BigDecimal low, BigDecimal high) {
        static Range of(String text, BigDecimal low, BigDecimal high) {
            return text == null && low == null && high == null ? null : new Range(text, low, high);
        }
    }

    /**
     * One value.
     *
     * @param text as people read it
     * @param ucum the unit in UCUM where it is known; {@code unit} is as sent
     * @param specimen its specimen's number, where the report has several
     */
    public record Value(
            int line,
            String code,
            String system,
            String name,
            String subId,
            String text,
            BigDecimal number,
            String comparator,
            String unit,
            String ucum,
            Range range,
            String flag,
            Level level,
            ResultStatus status,
            String specimen,
            When observed,
            List<String> notes,
            Meaning meaning) {}

    /** The report that this one says more about. */
    public record Parent(UUID reportId, String text, String of) {}

    /**
     * A report that says more about a value of this one.
     *
     * @param line of that value
     * @param of that value, for example the organism
     */
    public record Child(
            UUID reportId, String text, int line, String of, ResultStatus status, List<Value> observations) {}

    public record Version(int version, Instant at, String sourceName) {}

    public record Full(
            UUID id,
            int version,
            UUID encounterId,
            UUID orderId,
            String placerNumber,
            String fillerNumber,
            String code,
            String system,
            String text,
            String category,
            ResultStatus status,
            When effective,
            When issued,
            String performer,
            String specimen,
            List<Value> observations,
            List<String> notes,
            Parent parent,
            List<Child> children,
            List<Version> versions,
            Meaning meaning,
            Origin origin) {}

    private static final String NEWEST = """
            select r.content::text as content
            from diagnostic_report d
            join revision r on r.tenant_id = d.tenant_id and r.patient_id = d.patient_id and r.noun_id = d.report_id
                           and r.version = d.version and r.committed_at = d.revised_at
            where d.tenant_id = ? and %s and d.report_id = ?
            """.formatted(InChart.row("d", "d.report_id"));

    /** More than any treatment had; a record of more is printed as extracts. */
    static final int MOST_OF_VISITS = 1_000;

    private static final String OF_VISITS = """
            select d.report_id
            from diagnostic_report d
            where d.tenant_id = ? and %s and d.encounter_id = any (?)
            order by coalesce(d.effective_from, d.issued_from, d.revised_at), d.report_id
            limit ?
            """.formatted(InChart.row("d", "d.report_id"));

    private static final String VERSIONS = """
            select r.version, r.committed_at, r.content->'origin'->>'sourceName' as source_name
            from revision r
            where r.tenant_id = ? and r.patient_id = any (?) and r.noun_id = ?
            order by r.version desc
            limit 100
            """;

    static Optional<Full> read(Transaction t, Grant grant, UUID reportId, Meant meant) {
        return t.first(
                        NEWEST,
                        row -> (DiagnosticReport) Content.read(NounKind.DIAGNOSTIC_REPORT, row.text("content")),
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        reportId)
                .map(report -> full(
                        report,
                        FamilyOfReports.parent(t, grant, report)
                                .map(p -> parent(p, report))
                                .orElse(null),
                        FamilyOfReports.children(t, grant, report).stream()
                                .map(c -> child(c, meant))
                                .toList(),
                        versions(t, grant, reportId),
                        values(report, meant),
                        meant.service(report)));
    }

    /** @throws Refusal TOO_LARGE */
    static List<UUID> of(Transaction t, Grant grant, Set<UUID> visits) {
        List<UUID> found = t.query(
                OF_VISITS,
                row -> row.uuid("report_id"),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                visits.toArray(UUID[]::new),
                MOST_OF_VISITS + 1);
        if (found.size() > MOST_OF_VISITS) {
            throw new Refusal(Code.TOO_LARGE, "more than 1,000 results");
        }
        return found;
    }

    private static List<Version> versions(Transaction t, Grant grant, UUID reportId) {
        return t.query(
                VERSIONS,
                row -> new Version(row.integer("version"), row.instant("committed_at"), row.text("source_name")),
                grant.tenantId(),
                grant.filedUnder(),
                reportId);
    }

    private static Parent parent(DiagnosticReport parent, DiagnosticReport child) {
        return new Parent(parent.id(), shown(parent.code()), child.parent().text());
    }

    private static Child child(FamilyOfReports.Child c, Meant meant) {
        Observation of = c.of();
        String value = of.text() == null ? shown(of.code()) : of.text();
        return new Child(
                c.report().id(),
                shown(c.report().code()),
                of.line(),
                value,
                c.report().status(),
                values(c.report(), meant));
    }

    /** Of a report that was taken back as a whole nothing is shown but that it was. */
    private static List<Value> values(DiagnosticReport r, Meant meant) {
        return r.status().shown()
                ? r.observations().stream()
                        .filter(o -> o.status().shown())
                        .map(o -> value(o, meant.value(r, o)))
                        .toList()
                : List.of();
    }

    private static Full full(
            DiagnosticReport r,
            Parent parent,
            List<Child> children,
            List<Version> versions,
            List<Value> values,
            Meaning meaning) {
        return new Full(
                r.id(),
                r.version(),
                r.encounterId(),
                r.orderId(),
                r.placerNumber(),
                r.fillerNumber(),
                r.code() == null ? null : r.code().code(),
                r.code() == null ? null : r.code().system(),
                shown(r.code()),
                r.category(),
                r.status(),
                When.of(r.effective()),
                When.of(r.issued()),
                r.performer(),
                shown(r.specimen()),
                values,
                r.status().shown() ? r.notes() : List.of(),
                parent,
                r.status().shown() ? children : List.of(),
                versions,
                meaning,
                Origin.of(r.origin()));
    }

    private static Value value(Observation o, Meaning meaning) {
        return new Value(
                o.line(),
                o.code() == null ? null : o.code().code(),
                o.code() == null ? null : o.code().system(),
                shown(o.code()),
                o.subId(),
                ValueText.of(o.valueType(), o.text()),
                o.number(),
                o.comparator(),
                o.unit(),
                Ucum.code(o.unit()),
                Range.of(o.rangeText(), o.rangeLow(), o.rangeHigh()),
                o.flag(),
                Level.of(o.flag(), o.number(), o.rangeLow(), o.rangeHigh()),
                o.status(),
                o.specimen(),
                When.of(o.observed()),
                o.notes(),
                meaning);
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
