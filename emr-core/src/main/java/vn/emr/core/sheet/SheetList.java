package vn.emr.core.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** The sheets of a folder, in one query without their answers. */
public final class SheetList {
    private static final int MOST = 5_000;

    /** Who writes on it now. */
    public record Writer(UUID accountId, String name, Instant since) {}

    /**
     * One sheet.
     *
     * @param pages of a scan; null: it was filled in here
     * @param signed so many signatures stand on it or its entries; {@code unsigned}: so many are missing
     * @param editor null: nobody writes on it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            UUID id,
            int version,
            String form,
            String formVersion,
            String title,
            Form.Group group,
            Sheet.Status status,
            Instant happened,
            String author,
            Instant revisedAt,
            boolean addendum,
            Integer pages,
            int signed,
            int unsigned,
            Writer editor) {}

    /** A form that a folder may have. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Offered(
            String form,
            String version,
            String title,
            String titleEn,
            Form.Group group,
            boolean confirmed,
            boolean mandatory,
            boolean once) {
        static Offered of(Form form) {
            return new Offered(
                    form.code(),
                    form.version(),
                    form.title(),
                    form.titleEn(),
                    form.group(),
                    form.confirmed(),
                    form.mandatory(),
                    form.once());
        }
    }

    private static final String OF_FOLDER = """
            select s.sheet_id, s.version, s.form, s.form_version, s.title, s.status, s.happened_at, s.author, s.revised_at, s.addendum,
                   s.pages,
                   (select count(*) from signed_document x join signature g on g.document_id = x.id
                    where x.tenant_id = s.tenant_id and x.sheet_id = s.sheet_id
                      and (x.entry_id is not null or x.version = s.version))::int as signed,
                   (select count(*) from signature_awaited w
                    where w.tenant_id = s.tenant_id and w.sheet_id = s.sheet_id and not w.optional)::int as unsigned,
                   d.account_id, a.display_name, d.since
            from sheet s
            left join sheet_draft d on d.tenant_id = s.tenant_id and d.sheet_id = s.sheet_id and d.editing and d.seen_at > ?
            left join account a on a.id = d.account_id
            where s.tenant_id = ? and s.folder_id = ? and %s
            order by s.happened_at, s.sheet_id
            limit ?
            """.formatted(InChart.row("s", "s.sheet_id"));

    private SheetList() {}

    static List<Line> of(Transaction t, Grant grant, UUID folderId, Forms forms, Instant now) {
        return t.query(
                OF_FOLDER,
                row -> line(row, forms),
                now.minus(Editors.GONE),
                grant.tenantId(),
                folderId,
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                MOST);
    }

    /** How many there are, hidden ones too. */
    static long count(Transaction t, Grant grant, UUID folderId) {
        return t.first(
                        "select count(*) as n from sheet s where s.tenant_id = ? and s.folder_id = ?",
                        row -> row.number("n"),
                        grant.tenantId(),
                        folderId)
                .orElseThrow();
    }

    private static Line line(Row row, Forms forms) {
        String form = row.text("form");
        String version = row.text("form_version");
        return new Line(
                row.uuid("sheet_id"),
                row.integer("version"),
                form,
                version,
                row.text("title"),
                forms.version(form, version).map(Form::group).orElse(null),
                Sheet.Status.valueOf(row.text("status")),
                row.instant("happened_at"),
                row.text("author"),
                row.instant("revised_at"),
                row.bool("addendum"),
                row.integer("pages"),
                row.integer("signed"),
                row.integer("unsigned"),
                row.uuid("account_id") == null
                        ? null
                        : new Writer(row.uuid("account_id"), row.text("display_name"), row.instant("since")));
    }
}
