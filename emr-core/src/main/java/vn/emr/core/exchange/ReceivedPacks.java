package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.exchange.PackContents.Entry;
import vn.emr.core.exchange.PackProgress.Pack;
import vn.emr.core.exchange.Received.Preview;
import vn.emr.core.exchange.Received.Taken;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.Transaction;

/**
 * A person takes in a ZIP of records of another hospital: a part of an export, or any ZIP that holds {@code HoSoBenhAn}. It is kept
 * as it came, every record is looked at behind the person, who then lets the good ones in together and decides of others one by one.
 * A ZIP with a fault of its own is refused wholly, and nothing of it stays.
 */
@ApplicationScoped
public class ReceivedPacks {
    /** ZIPs being received at one time, of all hospitals. */
    private static final int AT_ONCE = 2;

    private final Access access;
    private final ReceivedRecords received;
    private final PackedRecord records;
    private final PackProgress progress;
    private final PackRunner runner;
    private final Database database;
    private final AuditTrail trail;
    private final DiskSpace disk;
    private final PackFiles files;
    private final Clock clock;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    @Inject
    public ReceivedPacks(
            Access access,
            ReceivedRecords received,
            PackedRecord records,
            PackProgress progress,
            PackRunner runner,
            Database database,
            AuditTrail trail,
            DiskSpace disk,
            @ConfigProperty(name = "emr.data.dir") String dataDir,
            Clock clock) {
        this.access = access;
        this.received = received;
        this.records = records;
        this.progress = progress;
        this.runner = runner;
        this.database = database;
        this.trail = trail;
        this.disk = disk;
        this.files = new PackFiles(Path.of(dataDir));
        this.clock = clock;
    }

    /**
     * Keeps a ZIP and begins to look at its records; traced. The same ZIP, while it is here, is found again.
     *
     * @throws Refusal FORBIDDEN, traced, without the right; NOT_FOUND for another sender; OVERLOADED; TEMPORARY while the disk is full;
     *     UNREADABLE and TOO_LARGE for a ZIP that is refused wholly
     * @throws IOException when the connection breaks; nothing is kept then
     */
    public Pack bring(Caller caller, UUID senderId, InputStream body) throws IOException {
        received.sender(caller, senderId);
        if (disk.full()) {
            throw new Refusal(Code.TEMPORARY, "the disk of this server is nearly full");
        }
        if (!atOnce.tryAcquire()) {
            throw new Refusal(Code.OVERLOADED, "too many files are being received");
        }
        UUID id = Ids.next();
        boolean begun = false;
        try {
            PackFiles.Whole whole = files.keep(id, body);
            Optional<UUID> there = there(caller, senderId, whole);
            if (there.isEmpty()) {
                begin(caller, senderId, id, whole, contents(id));
                begun = true;
                runner.nudge();
            }
            return progress.one(caller, there.orElse(id));
        } finally {
            atOnce.release();
            if (!begun) {
                files.remove(id);
            }
        }
    }

    private PackContents contents(UUID id) throws IOException {
        try (PackZip zip = PackZip.open(files.of(id))) {
            return PackContents.of(zip);
        }
    }

    private Optional<UUID> there(Caller caller, UUID sender, PackFiles.Whole whole) {
        return database.first("""
                select id from received_pack where account_id = ? and source_id = ? and sha256 = ? and removed_at is null
                """, row -> row.uuid("id"), caller.id(), sender, whole.sha256());
    }

    private void begin(Caller caller, UUID sender, UUID id, PackFiles.Whole whole, PackContents contents) {
        PackManifest manifest = contents.manifest();
        database.run(t -> {
            int written = t.update(
                    """
                    insert into received_pack (id, tenant_id, account_id, source_id, brought_at, sha256, bytes, part, parts, withheld,
                                               prints, others)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (account_id, source_id, sha256) where removed_at is null do nothing
                    """,
                    id,
                    caller.tenantId(),
                    caller.id(),
                    sender,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    whole.sha256(),
                    whole.bytes(),
                    manifest == null ? null : manifest.part(),
                    manifest == null ? null : manifest.parts(),
                    manifest == null ? 0 : manifest.withheld(),
                    contents.prints(),
                    contents.others());
            if (written == 0) {
                throw new Refusal(Code.CONFLICT, "this ZIP was brought in at the same moment");
            }
            write(t, id, contents.records());
            trace(t, caller, id, contents.records().size() + " records");
        });
    }

    private static void write(Transaction t, UUID id, List<Entry> entries) {
        t.update(
                """
                insert into received_pack_record (pack_id, place, name, xml_file, json_file, xml_sha256, json_sha256, reason, finding)
                select ?, e.place, e.name, e.xml, e.json, e.xml_sha256, e.json_sha256, e.reason,
                       case when e.reason is not null then 'REFUSED' end
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                     with ordinality as e (name, xml, json, xml_sha256, json_sha256, reason, place)
                """,
                id,
                all(entries, Entry::name),
                all(entries, Entry::xml),
                all(entries, Entry::json),
                all(entries, Entry::xmlSha256),
                all(entries, Entry::jsonSha256),
                all(entries, Entry::reason));
    }

    private static String[] all(List<Entry> entries, Function<Entry, String> what) {
        return entries.stream().map(what).toArray(String[]::new);
    }

    private void trace(Transaction t, Caller caller, UUID id, String note) {
        trail.append(
                t,
                access.event(caller, Kind.IMPORT, null, PackProgress.WHAT, id).noting(note));
    }

    /**
     * Lets in what was found good; each is judged again when its turn comes. Asked again, it changes nothing.
     *
     * @throws Refusal as {@link PackProgress#one}; NOT_YET while its records are looked at
     */
    public Pack take(Caller caller, UUID id) {
        Pack pack = progress.one(caller, id);
        if (pack.standing() == PackProgress.Standing.LOOKING) {
            throw new Refusal(Code.NOT_YET, "the records of this ZIP are still looked at");
        }
        database.run(t -> {
            int asked = t.update(
                    "update received_pack set asked_at = ? where id = ? and asked_at is null and ended_at is null",
                    clock.instant(),
                    id);
            if (asked > 0) {
                trace(t, caller, id, "take in " + pack.counts().good());
            }
        });
        runner.nudge();
        return progress.one(caller, id);
    }

    /**
     * Ends one and removes its file; what was taken in stays.
     *
     * @throws Refusal as {@link PackProgress#one}
     */
    public Pack cancel(Caller caller, UUID id) {
        progress.one(caller, id);
        database.run(t -> {
            int ended = t.update("""
                    update received_pack set ended_at = coalesce(ended_at, ?), ended = 'CANCELLED'
                    where id = ? and removed_at is null
                    """, clock.instant(), id);
            if (ended > 0) {
                trace(t, caller, id, "cancelled");
            }
        });
        runner.nudge();
        return progress.one(caller, id);
    }

    /**
     * What one of its records says, as of a file that comes alone.
     *
     * @throws Refusal as {@link PackProgress#one} and {@link ReceivedRecords#look}; NOT_FOUND for another record, or once the file is
     *     removed; NOT_APPLICABLE for files that are not as their sender gave them
     */
    public Preview look(Caller caller, UUID id, int place) {
        return opened(caller, id, place, (zip, sender, entry) -> records.preview(caller, sender, zip, entry));
    }

    /**
     * Takes one of its records in, by what somebody saw and compared.
     *
     * @throws Refusal as {@link #look} and {@link ReceivedRecords#take}
     */
    public Taken take(Caller caller, UUID id, int place, String seen, boolean compared) {
        Taken taken = opened(
                caller, id, place, (zip, sender, entry) -> records.take(caller, sender, zip, entry, seen, compared));
        database.update(
                """
                update received_pack_record set finding = ?, reason = null, patient_id = ?, folder_id = ?
                where pack_id = ? and place = ? and finding is distinct from 'TAKEN'
                """,
                taken.known() ? PackedRecord.Finding.KNOWN : PackedRecord.Finding.TAKEN,
                taken.patientId(),
                taken.folderId(),
                id,
                place);
        runner.nudge();
        return taken;
    }

    private interface Work<T> {
        T of(PackZip zip, UUID sender, Entry entry) throws IOException;
    }

    private record Placed(UUID sender, Entry entry) {}

    private <T> T opened(Caller caller, UUID id, int place, Work<T> work) {
        progress.one(caller, id);
        Placed placed = database.first("""
                        select p.source_id, r.name, r.xml_file, r.json_file, r.xml_sha256, r.json_sha256
                        from received_pack p
                        join received_pack_record r on r.pack_id = p.id
                        where p.id = ? and p.removed_at is null and r.place = ? and (r.xml_file is not null or r.json_file is not null)
                        """, row -> new Placed(row.uuid("source_id"), PackRunner.entry(row)), id, place)
                .orElseThrow(() -> access.missing(caller, PackProgress.WHAT, id));
        try (PackZip zip = PackZip.open(files.of(id))) {
            return work.of(zip, placed.sender(), placed.entry());
        } catch (NoSuchFileException e) {
            throw access.missing(caller, PackProgress.WHAT, id);
        } catch (IOException e) {
            throw new UncheckedIOException("received: cannot read", e);
        }
    }
}
