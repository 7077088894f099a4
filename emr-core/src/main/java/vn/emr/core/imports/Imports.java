package vn.emr.core.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.organization.Source;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;

/**
 * Takes files of many items, of any number of items and up to 2 GiB. A file is kept piece by piece and, when it is
 * whole, judged by {@link ImportRunner}. A file that breaks off is gone on with under its key: sent again from the start it
 * is compared with what is there, or it is sent from the first item that is missing.
 */
@ApplicationScoped
public class Imports {
    /** Bytes of one file. */
    public static final long LARGEST = 2L << 30;

    /** Files of one source that wait to be judged or are. */
    private static final int UNDER_WAY = 3;

    /** Files being received at one time, of all sources: each holds a piece. */
    private static final int AT_ONCE = 2;

    /** A file that broke off is gone on with for so long; then its pieces may be gone. */
    private static final Duration RESUMED_WITHIN = Duration.ofDays(6);

    /**
     * What was sent and how: the door and the kind of file its items are read by.
     *
     * @param bringer the person who brought it in for the source; null when that sent it itself
     */
    public record Sent(Source source, String door, String peer, FileFormat format, String key, Bringer bringer) {
        private Sent under(String plainKey) {
            return new Sent(source, door, peer, format, plainKey, bringer);
        }
    }

    /**
     * A person with a file.
     *
     * @param fileName as the person named it; null when it has none
     */
    public record Bringer(UUID account, String fileName) {}

    /** @param known whether the file had been received whole before; then nothing new was begun */
    public record Taken(UUID id, boolean known) {}

    private record Begun(UUID id, boolean receiving, Instant begunAt) {}

    private record Kept(int pieces, long items, long bytes) {}

    private final Database database;
    private final BlobStore blobs;
    private final DiskSpace disk;
    private final RequestKeys keys;
    private final Clock clock;
    private final ImportRunner runner;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    @Inject
    public Imports(
            Database database, BlobStore blobs, DiskSpace disk, RequestKeys keys, Clock clock, ImportRunner runner) {
        this.database = database;
        this.blobs = blobs;
        this.disk = disk;
        this.keys = keys;
        this.clock = clock;
        this.runner = runner;
    }

    /**
     * Takes a file, or the rest of one.
     *
     * @param from number of the first item in the body; null for the whole file
     * @throws Refusal OVERLOADED, TEMPORARY, UNDER_WAY, TOO_LARGE; UNREADABLE for a file that is not of its kind;
     *     NOT_ALLOWED_FOR_SENDER when the source may send nothing of this kind; KEY_REUSED when another file came under this key;
     *     CONFLICT when the body does not begin with the next item
     * @throws IOException when the connection breaks; the pieces that came are kept
     */
    public Taken take(Sent sent, Long from, InputStream body) throws IOException {
        if (!sent.format().mayCome(sent.source())) {
            throw new Refusal(Code.NOT_ALLOWED_FOR_SENDER, "the source may not send this kind");
        }
        if (!atOnce.tryAcquire()) {
            throw new Refusal(Code.OVERLOADED, "too many files are being received");
        }
        try (RequestKeys.Hold hold = keys.hold(sent.source(), sent.key())) {
            Begun begun = begin(sent.under(hold.text()));
            return receive(begun, from, new Upload(sent.format(), body));
        } finally {
            atOnce.release();
        }
    }

    private Begun begin(Sent sent) {
        Optional<Begun> known = begun(sent);
        if (known.isPresent()) {
            return known.get();
        }
        long waiting = database.first(
                        "select count(*) as n from import_file where source_id = ? and state = 'RUNNING'",
                        row -> row.number("n"),
                        sent.source().id)
                .orElseThrow();
        if (waiting >= UNDER_WAY) {
            throw new Refusal(Code.OVERLOADED, "earlier files of this source are still being judged");
        }
        database.update(
                """
                insert into import_file (id, tenant_id, source_id, request_key, format, door, peer, account_id, file_name, state,
                                         begun_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'RECEIVING', ?)
                """,
                Ids.next(),
                sent.source().tenantId,
                sent.source().id,
                sent.key(),
                sent.format().translator().format(),
                sent.door(),
                sent.peer(),
                sent.bringer() == null ? null : sent.bringer().account(),
                sent.bringer() == null ? null : sent.bringer().fileName(),
                now());
        return begun(sent).orElseThrow();
    }

    private Optional<Begun> begun(Sent sent) {
        return database.first(
                "select id, state, begun_at from import_file where tenant_id = ? and source_id = ? and request_key = ?",
                row -> new Begun(row.uuid("id"), row.text("state").equals("RECEIVING"), row.instant("begun_at")),
                sent.source().tenantId,
                sent.source().id,
                sent.key());
    }

    private Taken receive(Begun file, Long from, Upload upload) throws IOException {
        Kept kept = kept(file.id());
        if (file.receiving() && file.begunAt().isBefore(now().minus(RESUMED_WITHIN))) {
            throw new Refusal(Code.CONFLICT, "this file was begun too long ago; send it under a new key");
        }
        if (from != null && (!file.receiving() || from != kept.items())) {
            throw new Refusal(Code.CONFLICT, "the next item of this file is " + kept.items());
        }
        int line = from == null ? 0 : kept.pieces();
        long item = from == null ? 0 : kept.items();
        long before = from == null ? 0 : Upload.content(kept.items(), kept.bytes());
        long cut = 0;
        for (Upload.Piece piece = upload.next(); piece != null; piece = upload.next()) {
            // An envelope may come with each of its items.
            cut += Upload.content(piece.items(), piece.bytes().length);
            if (before + Math.max(cut, upload.taken()) > LARGEST) {
                throw new Refusal(Code.TOO_LARGE, "a file may hold 2 GiB");
            }
            keep(file, line, item, piece, line < kept.pieces());
            line++;
            item += piece.items();
        }
        if (line < kept.pieces()) {
            throw other();
        }
        if (file.receiving()) {
            whole(file, item);
        }
        return new Taken(file.id(), !file.receiving());
    }

    private void keep(Begun file, int line, long item, Upload.Piece piece, boolean known) {
        if (known) {
            String there = database.first(
                            "select sha256 from import_piece where import_id = ? and line = ?",
                            row -> row.text("sha256"),
                            file.id(),
                            line)
                    .orElseThrow();
            if (!there.equals(BlobStore.name(piece.bytes()))) {
                throw other();
            }
            return;
        }
        if (!file.receiving()) {
            throw other();
        }
        if (disk.full()) {
            throw new Refusal(Code.TEMPORARY, "the disk of this server is nearly full");
        }
        String name = blobs.put(piece.bytes());
        database.update("""
                insert into import_piece (import_id, line, first_item, items, bytes, sha256, framed)
                values (?, ?, ?, ?, ?, ?, true)
                """, file.id(), line, item, piece.items(), piece.bytes().length, name);
    }

    private void whole(Begun file, long items) {
        if (items == 0) {
            throw new Refusal(Code.UNREADABLE, "the file holds no item");
        }
        database.update(
                "update import_file set state = 'RUNNING', received_at = ? where id = ? and state = 'RECEIVING'",
                now(),
                file.id());
        runner.nudge();
    }

    private Kept kept(UUID id) {
        return database.first("""
                        select count(*)::int4 as pieces, coalesce(sum(items), 0)::int8 as items,
                               coalesce(sum(bytes), 0)::int8 as bytes
                        from import_piece where import_id = ?
                        """, row -> new Kept(row.integer("pieces"), row.number("items"), row.number("bytes")), id)
                .orElseThrow();
    }

    private static Refusal other() {
        return new Refusal(Code.KEY_REUSED, "another file came under this key", "Idempotency-Key");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
