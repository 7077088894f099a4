package vn.emr.core.sheet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.InChart;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.store.Content;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/** Folders and sheets as they are kept, as far as a chart shows them. */
final class KeptSheets {
    /** The folder that a sheet lies in. @param partOf the folder that stands for the visit; null: this one */
    record Folder(
            UUID id,
            UUID patientId,
            UUID encounterId,
            UUID facilityId,
            State state,
            EncounterClass treatment,
            UUID partOf) {}

    private static final String FOLDER = """
            select f.folder_id, f.patient_id, f.encounter_id, f.facility_id, f.state, f.treatment, f.part_of
            from record_folder f
            where f.tenant_id = ? and %s and f.folder_id = ?
            """.formatted(InChart.row("f", "f.encounter_id"));

    private static final String CURRENT = """
            select r.content::text as content
            from sheet s
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.sheet_id
                           and r.version = s.version and r.committed_at = s.revised_at
            where s.tenant_id = ? and %s and s.sheet_id = ?
            """.formatted(InChart.row("s", "s.sheet_id"));

    private static final String VERSION = """
            select r.content::text as content
            from sheet s
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.sheet_id
            where s.tenant_id = ? and %s and s.sheet_id = ? and r.version = ?
            """.formatted(InChart.row("s", "s.sheet_id"));

    private static final String VERSIONS = """
            select r.version, r.committed_at, r.content->'origin'->>'sourceName' as by, r.content->>'reason' as reason,
                   r.content->>'status' as status
            from sheet s
            join revision r on r.tenant_id = s.tenant_id and r.patient_id = s.patient_id and r.noun_id = s.sheet_id
            where s.tenant_id = ? and %s and s.sheet_id = ?
            order by r.version desc
            limit 500
            """.formatted(InChart.row("s", "s.sheet_id"));

    private static final String SIGNED = """
            select g.id
            from signed_document d join signature g on g.document_id = d.id
            where d.tenant_id = ? and d.sheet_id = ? and d.version = ? and d.entry_id is null
            """;

    private KeptSheets() {}

    static Optional<Folder> folder(Transaction t, Grant grant, UUID id) {
        return folder(t, grant, id, FOLDER);
    }

    /** The same, kept as it is until the transaction ends: neither its state nor its sheets change meanwhile. */
    static Optional<Folder> locked(Transaction t, Grant grant, UUID id) {
        return folder(t, grant, id, FOLDER + " for update of f");
    }

    private static Optional<Folder> folder(Transaction t, Grant grant, UUID id, String sql) {
        return t.first(
                sql,
                row -> new Folder(
                        row.uuid("folder_id"),
                        row.uuid("patient_id"),
                        row.uuid("encounter_id"),
                        row.uuid("facility_id"),
                        State.valueOf(row.text("state")),
                        EncounterClass.valueOf(row.text("treatment")),
                        row.uuid("part_of")),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                id);
    }

    static Optional<Sheet> current(Transaction t, Grant grant, UUID id) {
        return t.first(
                CURRENT, KeptSheets::sheet, grant.tenantId(), grant.filedUnder(), grant.people(), grant.hidden(), id);
    }

    static Optional<Sheet> version(Transaction t, Grant grant, UUID id, int version) {
        return t.first(
                VERSION,
                KeptSheets::sheet,
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                id,
                version);
    }

    /** The newest first; of more than 500 the oldest are left out. */
    static List<Sheets.Version> versions(Transaction t, Grant grant, UUID id) {
        return t.query(
                VERSIONS,
                row -> new Sheets.Version(
                        row.integer("version"),
                        row.instant("committed_at"),
                        row.text("by"),
                        row.text("reason"),
                        Sheet.Status.valueOf(row.text("status"))),
                grant.tenantId(),
                grant.filedUnder(),
                grant.people(),
                grant.hidden(),
                id);
    }

    /** Whether a folder holds a sheet of a form that was not declared void. */
    static boolean holds(Transaction t, Grant grant, Folder folder, String form) {
        return t.first("""
                        select 1 as one from sheet s
                        where s.tenant_id = ? and s.folder_id = ? and s.form = ? and s.status <> 'CANCELLED' limit 1
                        """, row -> row.integer("one"), grant.tenantId(), folder.id(), form)
                .isPresent();
    }

    /** The sheet that a request made; null when it made none. Another content under its number is another request. */
    record Made(UUID sheetId, UUID folderId, String form) {}

    static Optional<Made> made(Transaction t, Caller caller, UUID requestId) {
        return t.first(
                "select sheet_id, folder_id, form from sheet_request where tenant_id = ? and account_id = ? and request_id = ?",
                row -> new Made(row.uuid("sheet_id"), row.uuid("folder_id"), row.text("form")),
                caller.tenantId(),
                caller.id(),
                requestId);
    }

    static void remember(Transaction t, Caller caller, UUID requestId, Sheet sheet, Instant now) {
        t.update(
                """
                insert into sheet_request (tenant_id, account_id, request_id, folder_id, form, patient_id, sheet_id, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                caller.tenantId(),
                caller.id(),
                requestId,
                sheet.folderId(),
                sheet.form(),
                sheet.patientId(),
                sheet.id(),
                now);
    }

    /** Whether somebody signed this version as a whole. */
    static boolean signed(Transaction t, UUID tenant, Sheet sheet) {
        return t.first(SIGNED + "limit 1", row -> row, tenant, sheet.id(), sheet.version())
                .isPresent();
    }

    /** Whether this person is one of who signed it. */
    static boolean signedBy(Transaction t, Caller caller, Sheet sheet) {
        return t.first(
                        SIGNED + "and g.account_id = ? limit 1",
                        row -> row,
                        caller.tenantId(),
                        sheet.id(),
                        sheet.version(),
                        caller.id())
                .isPresent();
    }

    private static Sheet sheet(Row row) {
        return (Sheet) Content.read(NounKind.SHEET, row.text("content"));
    }
}
