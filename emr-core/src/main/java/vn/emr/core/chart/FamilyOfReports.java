package vn.emr.core.chart;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ParentResult;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/**
 * Reports that say more about a value of another one, such as the susceptibilities of an organism that grew in a culture.
 * They are found by number when somebody reads, so it does not matter which of them came first.
 */
final class FamilyOfReports {
    private static final int MOST = 50;

    private FamilyOfReports() {}

    /** A child with the value of the parent report that it speaks of. */
    record Child(DiagnosticReport report, Observation of) {}

    private static final String NEWEST = """
            select r.content::text as content
            from diagnostic_report d
            join revision r on r.tenant_id = d.tenant_id and r.patient_id = d.patient_id and r.noun_id = d.report_id
                           and r.version = d.version and r.committed_at = d.revised_at
            where d.tenant_id = ? and %s and d.source_id = ? and d.report_id <> ?
              and d.status not in ('ENTERED_IN_ERROR', 'DELETED')
            """.formatted(InChart.row("d", "d.report_id"));

    private static final String CHILDREN = NEWEST + " and d.parent_number = any (?) order by d.report_key limit ?";

    private static final String PARENTS =
            NEWEST + " and (d.filler_number = any (?) or d.placer_number = any (?)) order by d.report_key limit ?";

    static List<Child> children(Transaction t, Grant grant, DiagnosticReport parent) {
        String[] numbers = numbers(parent.fillerNumber(), parent.placerNumber());
        if (numbers.length == 0 || parent.observations().isEmpty()) {
            return List.of();
        }
        return t
                .query(
                        CHILDREN,
                        row -> (DiagnosticReport) Content.read(NounKind.DIAGNOSTIC_REPORT, row.text("content")),
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        parent.sourceId(),
                        parent.id(),
                        numbers,
                        MOST)
                .stream()
                .flatMap(child -> meant(parent, child.parent()).stream().map(value -> new Child(child, value)))
                .toList();
    }

    static Optional<DiagnosticReport> parent(Transaction t, Grant grant, DiagnosticReport child) {
        ParentResult named = child.parent();
        String[] numbers = named == null ? new String[0] : numbers(named.fillerNumber(), named.placerNumber());
        if (numbers.length == 0) {
            return Optional.empty();
        }
        UUID itself = child.id();
        return t
                .query(
                        PARENTS,
                        row -> (DiagnosticReport) Content.read(NounKind.DIAGNOSTIC_REPORT, row.text("content")),
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        child.sourceId(),
                        itself,
                        numbers,
                        numbers,
                        MOST)
                .stream()
                .filter(report -> meant(report, named).isPresent())
                .findFirst();
    }

    /** The value a child speaks of; one that names only a report speaks of no value of it. */
    private static Optional<Observation> meant(DiagnosticReport parent, ParentResult named) {
        if (named.code() == null && named.subId() == null) {
            return Optional.empty();
        }
        return parent.observations().stream()
                .filter(o -> o.status().shown() && named.means(o))
                .findFirst();
    }

    private static String[] numbers(String filler, String placer) {
        return Stream.of(filler, placer).filter(n -> n != null).toArray(String[]::new);
    }
}
