package vn.emr.core.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** What a record holds of one visit, in the order in which it came. */
final class VisitNouns {
    private static final String NOUNS = """
            select r.content::text as content
            from %1$s n
            join revision r on r.tenant_id = n.tenant_id and r.patient_id = n.patient_id and r.noun_id = n.%2$s
                           and r.version = n.version and r.committed_at = n.revised_at
            where n.tenant_id = ? and %3$s and n.encounter_id = ?
            order by n.%2$s
            """;

    private static final Map<NounKind, String> SQL = Map.of(
            NounKind.CLINICAL_NOTE, sql("clinical_note", "note_id"),
            NounKind.MEDICATION_ORDER, sql("medication_order", "order_id"),
            NounKind.SERVICE_ORDER, sql("service_order", "order_id"),
            NounKind.DIAGNOSTIC_REPORT, sql("diagnostic_report", "report_id"),
            NounKind.PROCEDURE, sql("procedure", "procedure_id"),
            NounKind.SHEET, sql("sheet", "sheet_id"),
            NounKind.VITAL_SIGNS, sql("vital_signs", "vitals_id"));

    private final Transaction t;
    private final Grant grant;
    private final UUID encounterId;
    private final Forms forms;
    private List<Sheet> sheets;
    private List<ServiceOrder> orders;

    VisitNouns(Transaction t, Grant grant, UUID encounterId, Forms forms) {
        this.t = t;
        this.grant = grant;
        this.encounterId = encounterId;
        this.forms = forms;
    }

    private static String sql(String table, String key) {
        return NOUNS.formatted(table, key, InChart.row("n", "n." + key));
    }

    <T extends Noun> Stream<T> of(NounKind kind, Class<T> type) {
        return t
                .query(
                        SQL.get(kind),
                        row -> type.cast(Content.read(kind, row.text("content"))),
                        grant.tenantId(),
                        grant.filedUnder(),
                        grant.people(),
                        grant.hidden(),
                        encounterId)
                .stream();
    }

    Stream<ServiceOrder> orders() {
        if (orders == null) {
            orders = of(NounKind.SERVICE_ORDER, ServiceOrder.class).toList();
        }
        return orders.stream();
    }

    /**
     * Sheets that were filled in and are complete: what is still being written is no part of a record that leaves the house, and what
     * is on paper leaves as pages of its PDF.
     */
    List<Sheet> sheets() {
        if (sheets == null) {
            sheets = of(NounKind.SHEET, Sheet.class)
                    .filter(sheet -> sheet.status() == Sheet.Status.COMPLETED && sheet.scan() == null)
                    .toList();
        }
        return sheets;
    }

    /** The bệnh án. */
    Optional<Sheet> record() {
        return sheets().stream()
                .filter(sheet -> forms.version(sheet.form(), sheet.formVersion())
                        .filter(form -> form.kind() == Form.Kind.RECORD)
                        .isPresent())
                .reduce((first, last) -> last);
    }
}
