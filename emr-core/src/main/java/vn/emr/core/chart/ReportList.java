package vn.emr.core.chart;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The result sets of a chart, newest first, in pages of 200. */
public final class ReportList {
    static final int PAGE = 200;

    /** Later than any report: the beginning. */
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private static final UUID LAST = new UUID(-1, -1);

    private ReportList() {}

    public record Report(
            UUID id,
            String code,
            String text,
            String category,
            ResultStatus status,
            When effective,
            When issued,
            int abnormal,
            int observations,
            Meaning meaning,
            Origin origin) {}

    /** @param next cursor of the next page, null on the last */
    public record Reports(List<Report> reports, String next) {}

    private record Placed(Report report, Instant at) {}

    private static final String REPORTS = """
            with page as (
              select d.*, coalesce(d.effective_from, d.issued_from, d.revised_at) as at
              from diagnostic_report d
              where d.tenant_id = ? and %s and d.status <> 'ENTERED_IN_ERROR'
                and (coalesce(d.effective_from, d.issued_from, d.revised_at), d.report_id) < (?, ?)
              order by at desc, d.report_id desc
              limit ?)
            select page.report_id, page.source_id, page.code, page.code_text, page.category, page.status, page.at,
                   told.effective, told.issued, told.origin,
                   v.observations, v.abnormal
            from page
            cross join lateral (%s) told
            cross join lateral (
              select count(*)::int as observations,
                     (count(*) filter (where case
                        when coalesce(o.flag, '') <> '' then upper(o.flag) not in ('N', 'S', 'SUS', 'NEG', 'ND', 'BT')
                        else o.number < o.range_low or o.number > o.range_high end))::int as abnormal
              from observation o
              where o.tenant_id = page.tenant_id and o.patient_id = page.patient_id and o.report_id = page.report_id
                and o.shown) v
            order by page.at desc, page.report_id desc
            """.formatted(InChart.row("d", "d.report_id"), told("page"));

    /**
     * The times and the origin as a report told them. The whole content lies compressed beside its row: it is unpacked once
     * here, and not once for each field that is read of it.
     *
     * @param report alias of the row of the report
     */
    static String told(String report) {
        return """
                select c.*
                from revision r, jsonb_to_record(r.content) as c (effective text, issued text, origin jsonb)
                where r.tenant_id = %1$s.tenant_id and r.patient_id = %1$s.patient_id and r.noun_id = %1$s.report_id
                  and r.version = %1$s.version and r.committed_at = %1$s.revised_at""".formatted(report);
    }

    static Reports read(Transaction t, Grant grant, String cursor, Meant meant) {
        Instant before = FAR;
        UUID id = LAST;
        if (cursor != null && !cursor.isEmpty()) {
            try {
                before = Instant.parse(cursor.substring(37));
                id = UUID.fromString(cursor.substring(0, 36));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | java.time.DateTimeException e) {
                throw new Refusal(Code.MALFORMED_FIELD, "not a cursor of this list", "cursor");
            }
        }
        List<Placed> found = t.query(
                REPORTS,
                row -> placed(row, meant),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                before,
                id,
                PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Placed> shown = more ? found.subList(0, PAGE) : found;
        String next =
                more ? shown.getLast().report().id() + "_" + shown.getLast().at() : null;
        return new Reports(shown.stream().map(Placed::report).toList(), next);
    }

    private static Placed placed(Row row, Meant meant) {
        Report report = new Report(
                row.uuid("report_id"),
                row.text("code"),
                row.text("code_text"),
                row.text("category"),
                ResultStatus.valueOf(row.text("status")),
                Parts.when(row.text("effective")),
                Parts.when(row.text("issued")),
                row.integer("abnormal"),
                row.integer("observations"),
                meant.service(row.uuid("source_id"), row.text("code"), row.instant("at")),
                Parts.origin(row.text("origin")));
        return new Placed(report, row.instant("at"));
    }
}
