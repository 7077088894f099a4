package vn.emr.core.folder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.folder.Folders.Kept;
import vn.emr.core.folder.Folders.Late;
import vn.emr.core.folder.Folders.Past;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.Content;
import vn.emr.core.store.Transaction;

/** What was done with a folder, and what came too late for it. */
final class FolderHistory {
    /** More steps than any folder has, and more late things than anybody reads. */
    private static final int MOST = 200;

    private FolderHistory() {}

    /** Every version that went somewhere, the newest first. */
    static List<Past> steps(Transaction t, Grant grant, RecordFolder folder) {
        return t.query(
                """
                select r.content::text as content, r.committed_at, c.actor_name
                from revision r
                join record_commit c on c.id = r.commit_id and c.at = r.committed_at
                where r.tenant_id = ? and r.patient_id = ? and r.noun_id = ?
                order by r.version desc
                limit ?
                """,
                row -> past(
                        (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content")),
                        row.instant("committed_at"),
                        row.text("actor_name")),
                grant.tenantId(),
                folder.patientId(),
                folder.id(),
                MOST);
    }

    private static Past past(RecordFolder f, Instant at, String actor) {
        RecordFolder.Step step = f.step();
        return step == null
                ? new Past(f.version(), f.state(), null, at, actor, null)
                : new Past(f.version(), f.state(), step.act(), at, step.name(), step.reason());
    }

    /** Results, documents and other facts of the visit that were kept after the folder was closed, the newest first. */
    static List<Late> late(Transaction t, Grant grant, Kept kept) {
        if (kept.folder().closed() == null) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parameters.addAll(List.of(
                    grant.tenantId(),
                    Folders.visits(kept.visit()),
                    kept.folder().closed().from(),
                    grant.filedUnder(),
                    grant.people(),
                    grant.hidden()));
        }
        parameters.add(MOST);
        return t.query(
                LATE,
                row -> new Late(
                        NounKind.valueOf(row.text("kind")), row.uuid("id"), row.text("title"), row.instant("at")),
                parameters.toArray());
    }

    private static final int PARTS = 6;

    private static final String LATE = """
            %s union all %s union all %s union all %s union all %s union all %s
            order by at desc, id
            limit ?
            """.formatted(
                    part("DIAGNOSTIC_REPORT", "report_id", "code_text"),
                    part("CLINICAL_DOCUMENT", "document_id", "title"),
                    part("IMAGING_STUDY", "study_id", "description"),
                    part("CONDITION", "condition_id", "text"),
                    part("PROCEDURE", "procedure_id", "text"),
                    part("PAPER", "paper_id", "form"));

    private static String part(String kind, String key, String title) {
        return """
                select '%1$s' as kind, o.%2$s as id, o.%3$s as title, o.revised_at as at
                from %4$s o
                where o.tenant_id = ? and o.encounter_id = any (?) and o.revised_at > ? and %5$s
                """.formatted(kind, key, title, kind.toLowerCase(java.util.Locale.ROOT), InChart.row("o", "o." + key));
    }
}
