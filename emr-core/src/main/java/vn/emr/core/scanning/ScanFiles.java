package vn.emr.core.scanning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.record.Scan;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Files that somebody is about to keep as a paper of a folder: judged, drawn anew and looked at for some hours by them alone. Nothing of
 * a refused file is kept.
 */
@ApplicationScoped
public class ScanFiles {
    /** Of one file. */
    public static final int MOST_BYTES = 25 << 20;

    /** Shorter than a blob without a name lives. */
    private static final Duration KEPT = Duration.ofHours(12);

    private static final int MOST_OF_PERSON = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Scan.Page>> PAGES = new TypeReference<>() {};

    private static final String OF_PERSON = """
            select id, media_type, sha256, size, pages::text as pages from scan_file
            where tenant_id = ? and account_id = ? and folder_id = ? and id = ? and at > ?
            """;

    /** A file that was looked at. */
    public record File(UUID id, Scan.File bytes, List<Scan.Page> pages) {}

    private final Database database;
    private final BlobStore blobs;
    private final Clock clock;

    @Inject
    public ScanFiles(Database database, BlobStore blobs, Clock clock) {
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * Takes a file whose sender may add papers to the folder.
     *
     * @param claimed the media type that came with it
     * @throws Refusal in words for who scanned it: WRONG_MEDIA_TYPE, UNREADABLE, TOO_LARGE, NOT_APPLICABLE; OVERLOADED
     */
    public File take(Caller caller, UUID folderId, byte[] bytes, String claimed) {
        PaperFile.Kind kind = PaperFile.kind(bytes, claimed);
        mustHaveRoom(caller);
        List<Drawn> drawn = PaperFile.pages(kind, bytes);
        List<Scan.Page> pages = drawn.stream().map(this::page).toList();
        File file = new File(Ids.next(), new Scan.File(blobs.put(bytes), kind.mediaType, bytes.length), pages);
        Instant now = now();
        database.inTransaction(t -> {
            t.update("delete from scan_file where at < ?", now.minus(KEPT));
            return t.update(
                    """
                    insert into scan_file (id, tenant_id, account_id, folder_id, at, media_type, sha256, size, pages)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                    """,
                    file.id(),
                    caller.tenantId(),
                    caller.id(),
                    folderId,
                    now,
                    kind.mediaType,
                    file.bytes().sha256(),
                    file.bytes().size(),
                    Content.json(pages));
        });
        return file;
    }

    /** A file that the caller sent for a folder lately. */
    public Optional<File> of(Caller caller, UUID folderId, UUID id) {
        return database.inTransaction(t ->
                t.first(OF_PERSON, ScanFiles::file, caller.tenantId(), caller.id(), folderId, id, now().minus(KEPT)));
    }

    /** The picture of a page, by the name it has in the record. */
    public byte[] picture(String sha256) {
        return blobs.get(sha256);
    }

    /**
     * A page as it is to be kept.
     *
     * @param quarters how often it is turned to the right, 0 to 3
     * @param number of its file among those of the paper
     */
    public Scan.Page page(Scan.Page seen, int quarters, int number) {
        if (quarters == 0) {
            stay(seen.sha256());
            stay(seen.small());
            return new Scan.Page(number, seen.sha256(), seen.small(), seen.width(), seen.height());
        }
        Scan.Page turned = page(PaperFile.turned(blobs.get(seen.sha256()), quarters));
        return new Scan.Page(number, turned.sha256(), turned.small(), turned.width(), turned.height());
    }

    /** The bytes of a file, until the row that names them commits: what is young is not swept. */
    public void stay(String sha256) {
        blobs.put(blobs.get(sha256));
    }

    /** Names what a sheet is made of, and forgets the files it was made from; in the transaction that keeps the sheet. */
    public void keep(Transaction t, Caller caller, UUID patientId, UUID sheetId, Scan scan, List<UUID> files) {
        List<String> names = new ArrayList<>();
        scan.files().forEach(file -> names.add(file.sha256()));
        scan.pages().forEach(page -> names.addAll(List.of(page.sha256(), page.small())));
        t.update("""
                insert into scan_blob (sha256, tenant_id, patient_id, sheet_id)
                select distinct b.sha256, ?::uuid, ?::uuid, ?::uuid from unnest(?::text[]) b (sha256)
                """, caller.tenantId(), patientId, sheetId, names.toArray(String[]::new));
        t.update(
                "delete from scan_file where tenant_id = ? and account_id = ? and id = any (?)",
                caller.tenantId(),
                caller.id(),
                files.toArray(UUID[]::new));
    }

    private void mustHaveRoom(Caller caller) {
        long kept = database.inTransaction(t -> t.first(
                        "select count(*) as n from scan_file where tenant_id = ? and account_id = ? and at > ?",
                        row -> row.number("n"),
                        caller.tenantId(),
                        caller.id(),
                        now().minus(KEPT))
                .orElseThrow());
        if (kept >= MOST_OF_PERSON) {
            throw new Refusal(Code.TOO_OFTEN, "100 files wait to be kept; keep them, or wait some hours");
        }
    }

    private Scan.Page page(Drawn drawn) {
        return new Scan.Page(0, blobs.put(drawn.jpeg()), blobs.put(drawn.small()), drawn.width(), drawn.height());
    }

    private static File file(Row row) {
        try {
            return new File(
                    row.uuid("id"),
                    new Scan.File(row.text("sha256"), row.text("media_type"), row.number("size")),
                    JSON.readValue(row.text("pages"), PAGES));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable pages of a file", null);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
