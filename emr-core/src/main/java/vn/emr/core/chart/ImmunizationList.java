package vn.emr.core.chart;

import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** The vaccinations of a chart, newest first; those taken back are not shown. */
public final class ImmunizationList {
    private static final int MOST = 500;

    private ImmunizationList() {}

    public record Vaccination(
            UUID id,
            Immunization.Status status,
            When given,
            String code,
            String vaccine,
            String dose,
            String lot,
            When expires,
            String manufacturer,
            String route,
            String site,
            String performer,
            boolean historical,
            String refusal,
            List<NamedValue> facts,
            Origin origin) {}

    private static final String IMMUNIZATIONS = """
            select r.content::text as content
            from immunization i
            join revision r on r.tenant_id = i.tenant_id and r.patient_id = i.patient_id and r.noun_id = i.immunization_id
                           and r.version = i.version and r.committed_at = i.revised_at
            where i.tenant_id = ? and %s and i.status <> 'ENTERED_IN_ERROR'
            order by coalesce(i.given_from, i.revised_at) desc, i.immunization_id desc
            limit ?
            """.formatted(InChart.row("i", "i.immunization_id"));

    static List<Vaccination> read(Transaction t, Grant grant) {
        return t.query(
                IMMUNIZATIONS,
                row -> vaccination((Immunization) Content.read(NounKind.IMMUNIZATION, row.text("content"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
    }

    private static Vaccination vaccination(Immunization i) {
        Immunization.Details d = i.details();
        return new Vaccination(
                i.id(),
                d.status(),
                When.of(d.given()),
                d.vaccine() == null ? null : d.vaccine().code(),
                shown(d.vaccine()),
                d.dose(),
                d.lot(),
                When.of(d.expires()),
                d.manufacturer(),
                shown(d.route()),
                shown(d.site()),
                d.performer(),
                d.historical(),
                d.refusal(),
                d.facts(),
                Origin.of(i.origin()));
    }

    private static String shown(Coded coded) {
        return coded == null ? null : coded.shown();
    }
}
