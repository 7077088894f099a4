package vn.emr.core.chart;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.access.Right;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.MedicationOrder;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Told;
import vn.emr.core.record.VisitFact;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** What was done in the visits of a chart: medicines, services, notes, papers, and the insurance cards; newest first. */
public final class TreatmentPage {
    /** Of each kind; the oldest are left out, and the page says so. */
    private static final int MOST = 1_000;

    private TreatmentPage() {}

    /**
     * One of them as it was told, or as people wrote it here.
     *
     * @param here people wrote it
     * @param reason why they made this version
     */
    public record Item<D>(
            UUID id,
            int version,
            boolean here,
            UUID encounterId,
            String visitNumber,
            D details,
            String reason,
            Origin origin) {
        /** A version as it is shown. */
        public static Item<Procedure.Details> of(Procedure p) {
            return item(p);
        }
    }

    /**
     * One kind of them.
     *
     * @param more there are older ones that are not listed
     */
    public record Items<D>(List<Item<D>> items, boolean more) {}

    /**
     * What was done.
     *
     * @param recordable visits of which the caller may write a procedure now
     * @param changeable visits of which the caller may change one
     */
    public record Treatment(
            Items<MedicationOrder.Details> medications,
            Items<Procedure.Details> procedures,
            Items<ClinicalNote.Details> notes,
            Items<Paper.Details> papers,
            Items<Coverage.Details> cards,
            Set<UUID> recordable,
            Set<UUID> changeable) {}

    private static final String TOLD = """
            select r.content::text as content
            from %1$s f
            join revision r on r.tenant_id = f.tenant_id and r.patient_id = f.patient_id and r.noun_id = f.%2$s
                           and r.version = f.version and r.committed_at = f.revised_at
            where f.tenant_id = ? and %3$s %4$s
            order by coalesce(%5$s, f.revised_at) desc, f.%2$s desc
            limit ?
            """;

    private static final String STANDS = "and f.status <> 'ENTERED_IN_ERROR'";

    private static final String MEDICATIONS = TOLD.formatted(
            "medication_order", "order_id", InChart.row("f", "f.order_id"), STANDS, "f.given_from, f.ordered_from");
    private static final String PROCEDURES = TOLD.formatted(
            "procedure",
            "procedure_id",
            InChart.row("f", "f.procedure_id"),
            "and (f.status <> 'ENTERED_IN_ERROR' or f.source_id is null)",
            "f.performed_from, f.ordered_from");
    private static final String NOTES =
            TOLD.formatted("clinical_note", "note_id", InChart.row("f", "f.note_id"), STANDS, "f.written_from");
    private static final String PAPERS =
            TOLD.formatted("paper", "paper_id", InChart.row("f", "f.paper_id"), STANDS, "f.issued_from");
    private static final String CARDS =
            TOLD.formatted("coverage", "coverage_id", InChart.row("f", "f.coverage_id"), "", "f.valid_from");

    static Treatment read(Transaction t, Grant grant, List<EncounterList.Visit> visits) {
        return new Treatment(
                items(facts(t, grant, MEDICATIONS, NounKind.MEDICATION_ORDER, MedicationOrder.class).stream()
                        .map(m -> grant.tells(m.encounterId())
                                ? m
                                : m.restated(
                                        m.version(),
                                        m.encounterId(),
                                        m.details().unexplained(),
                                        m.origin()))
                        .toList()),
                items(facts(t, grant, PROCEDURES, NounKind.PROCEDURE, Procedure.class).stream()
                        .map(p -> grant.tells(p.encounterId())
                                ? p
                                : p.restated(
                                        p.version(),
                                        p.encounterId(),
                                        p.details().unexplained(),
                                        p.origin()))
                        .toList()),
                items(facts(t, grant, NOTES, NounKind.CLINICAL_NOTE, ClinicalNote.class)),
                items(facts(t, grant, PAPERS, NounKind.PAPER, Paper.class).stream()
                        .map(TreatmentPage::masked)
                        .toList()),
                items(facts(t, grant, CARDS, NounKind.COVERAGE, Coverage.class).stream()
                        .map(TreatmentPage::masked)
                        .toList()),
                where(visits, grant, Right.RECORD_CREATE),
                where(visits, grant, Right.RECORD_EDIT));
    }

    private static Set<UUID> where(List<EncounterList.Visit> visits, Grant grant, Right right) {
        return visits.stream()
                .filter(v -> v.status() != EncounterStatus.CANCELLED && grant.may(right, v.state()))
                .flatMap(Entries::tellings)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <N extends Noun> List<N> facts(
            Transaction t, Grant grant, String sql, NounKind kind, Class<N> type) {
        return t.query(
                sql,
                row -> type.cast(Content.read(kind, row.text("content"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST + 1);
    }

    private static <D extends Told.Details<D>> Items<D> items(List<? extends Told<D>> told) {
        return new Items<>(told.stream().limit(MOST).map(TreatmentPage::item).toList(), told.size() > MOST);
    }

    private static <D extends Told.Details<D>> Item<D> item(Told<D> t) {
        String visit = t instanceof VisitFact<?> fact && !fact.visitNumber().isEmpty() ? fact.visitNumber() : null;
        String reason = t instanceof Procedure p ? p.reason() : null;
        return new Item<>(
                t.id(),
                t.version(),
                t.sourceId() == null,
                t.encounterId(),
                visit,
                t.details(),
                reason,
                Origin.of(t.origin()));
    }

    private static Paper masked(Paper p) {
        Paper.Details d = p.details();
        List<NamedValue> fields = d.fields().stream()
                .map(f -> Masked.hides(f.name()) ? new NamedValue(f.name(), Masked.of(f.value())) : f)
                .toList();
        return p.restated(
                p.version(),
                p.encounterId(),
                new Paper.Details(d.status(), d.form(), d.number(), d.issued(), d.signer(), fields),
                p.origin());
    }

    private static Coverage masked(Coverage c) {
        Coverage.Details d = c.details();
        return c.restated(
                c.version(),
                c.encounterId(),
                new Coverage.Details(
                        Masked.of(d.number()),
                        d.validFrom(),
                        d.validTo(),
                        d.registeredFacility(),
                        d.copaymentFreeFrom(),
                        d.area()),
                c.origin());
    }
}
