package vn.emr.core.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.form.Form;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.printing.SignablePages;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signature.PdfIdentity;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Versions of sheets, and entries, as files: drawn once, then one file more with each signature. What was drawn is what is shown, signed
 * and kept; no file is ever written over.
 */
@ApplicationScoped
public class SignedDocuments {
    /**
     * One document and its newest file.
     *
     * @param id also the code by which it is looked up
     * @param entryId null: the whole sheet
     * @param number of the newest file; 0: nobody signed yet
     */
    public record Document(UUID id, UUID sheetId, int version, UUID entryId, int number, String sha256) {}

    /** @param words of the place; for an entry null */
    record Drawn(Document document, List<SigningPlace> places) {}

    private static final String FIND = """
            select d.id, d.sheet_id, d.version, d.entry_id, f.number, f.sha256
            from signed_document d
            join lateral (select number, sha256 from signed_file f where f.document_id = d.id order by number desc limit 1) f on true
            where d.tenant_id = ? and d.sheet_id = ? and %s
            """;

    private static final String INSERT = """
            insert into signed_document (id, tenant_id, patient_id, folder_id, sheet_id, version, entry_id, form, title, facility_id,
                                         pdf_id, replaces, made_at, made_by)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, f.facility_id, ?, ?, ?, ?
            from record_folder f
            where f.tenant_id = ? and f.patient_id = ? and f.folder_id = ?
            on conflict do nothing
            """;

    private final Access access;
    private final Database database;
    private final Sheets sheets;
    private final SignablePages pages;
    private final BlobStore blobs;
    private final Clock clock;

    @Inject
    public SignedDocuments(
            Access access, Database database, Sheets sheets, SignablePages pages, BlobStore blobs, Clock clock) {
        this.access = access;
        this.database = database;
        this.sheets = sheets;
        this.pages = pages;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * The newest file of a document of an opened chart; traced as the sheet.
     *
     * @param entryId null: the whole sheet
     * @param version of a sheet; null: the current one
     * @throws Refusal NOT_FOUND when the chart shows no such sheet or entry; NOT_APPLICABLE for what is not signed: a sheet that is
     *     not complete, a paper
     */
    public byte[] file(Caller caller, Grant grant, UUID sheetId, Integer version, UUID entryId) {
        return bytes(drawn(caller, grant, sheetId, version, entryId).document());
    }

    byte[] bytes(Document document) {
        return blobs.get(document.sha256());
    }

    /** The document, drawn when it was not yet. */
    Drawn drawn(Caller caller, Grant grant, UUID sheetId, Integer version, UUID entryId) {
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, version);
        Sheet sheet = opened.sheet();
        List<SigningPlace> places = SigningPlace.of(opened.form(), sheet.happened());
        if (sheet.scan() != null) {
            throw new Refusal(Code.NOT_APPLICABLE, "a paper is signed on paper");
        }
        Document kept = database.inTransaction(t -> find(t, grant.tenantId(), sheet, entryId))
                .orElse(null);
        if (kept == null) {
            Map<String, List<Value>> answers = entryId == null ? whole(sheet) : entry(sheet, entryId);
            kept = draw(caller, grant, opened, entryId, answers);
        }
        return new Drawn(kept, places);
    }

    private static Map<String, List<Value>> whole(Sheet sheet) {
        if (sheet.status() != Status.COMPLETED) {
            throw new Refusal(Code.NOT_APPLICABLE, "only a complete sheet is signed");
        }
        return sheet.answers();
    }

    /** One row alone, so that what is signed is one entry and nothing of others. */
    private static Map<String, List<Value>> entry(Sheet sheet, UUID entryId) {
        Map<String, List<Value>> only = new TreeMap<>();
        sheet.answers().forEach((item, rows) -> rows.stream()
                .filter(row -> row.entry() != null && row.entry().id().equals(entryId))
                .forEach(row -> only.put(item, List.of(row))));
        if (only.isEmpty()) {
            throw new Refusal(Code.NOT_FOUND, "no such object in this record");
        }
        return only;
    }

    private Document draw(
            Caller caller, Grant grant, Sheets.Opened opened, UUID entryId, Map<String, List<Value>> answers) {
        Sheet sheet = opened.sheet();
        Form form = opened.form();
        UUID before = entryId == null ? database.inTransaction(t -> signedBefore(t, grant.tenantId(), sheet)) : null;
        UUID id = Ids.next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] file = pages.draw(caller, grant, sheet, form, answers, id, now, before != null && form.handedOut());
        String sha256 = blobs.put(file);
        String pdfId = PdfIdentity.of(file).orElseThrow();
        return database.inTransaction(t -> {
            int made = t.update(
                    INSERT,
                    id,
                    grant.tenantId(),
                    sheet.patientId(),
                    sheet.folderId(),
                    sheet.id(),
                    sheet.version(),
                    entryId,
                    sheet.form(),
                    sheet.title(),
                    pdfId,
                    before,
                    now,
                    caller.id(),
                    grant.tenantId(),
                    sheet.patientId(),
                    sheet.folderId());
            if (made == 1) {
                append(t, id, 0, sha256, file.length, "DRAWN", now);
            }
            // Somebody else drew it at the same time: theirs it is.
            return find(t, grant.tenantId(), sheet, entryId).orElseThrow();
        });
    }

    /** @throws vn.emr.core.store.StoreFault when somebody else wrote this number first */
    static void append(Transaction t, UUID document, int number, String sha256, int size, String why, Instant at) {
        t.update(
                "insert into signed_file (document_id, number, sha256, size, why, at) values (?, ?, ?, ?, ?, ?)",
                document,
                number,
                sha256,
                size,
                why,
                at);
    }

    static Optional<Document> find(Transaction t, UUID tenant, Sheet sheet, UUID entryId) {
        return entryId == null
                ? t.first(
                        FIND.formatted("d.entry_id is null and d.version = ?"),
                        SignedDocuments::document,
                        tenant,
                        sheet.id(),
                        sheet.version())
                : t.first(FIND.formatted("d.entry_id = ?"), SignedDocuments::document, tenant, sheet.id(), entryId);
    }

    private static UUID signedBefore(Transaction t, UUID tenant, Sheet sheet) {
        return t.first("""
                        select d.id from signed_document d
                        where d.tenant_id = ? and d.sheet_id = ? and d.entry_id is null and d.version < ?
                          and exists (select 1 from signature s where s.document_id = d.id)
                        order by d.version desc limit 1
                        """, row -> row.uuid("id"), tenant, sheet.id(), sheet.version())
                .orElse(null);
    }

    private static Document document(Row row) {
        return new Document(
                row.uuid("id"),
                row.uuid("sheet_id"),
                row.integer("version"),
                row.uuid("entry_id"),
                row.integer("number"),
                row.text("sha256"));
    }
}
