package vn.emr.core.exchange;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Refusal;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.PackContents.Entry;
import vn.emr.core.exchange.PackedRecord.Finding;
import vn.emr.core.exchange.PackedRecord.Seen;
import vn.emr.core.exchange.Received.About;
import vn.emr.core.intake.BehindTheIntake;
import vn.emr.core.intake.Inbox;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Looks at the records of ZIPs and takes them in, one at a time and behind live messages, as the person who brought them may now. What
 * became of each stands in the database, so that after {@code kill -9} it goes on there; a record that was taken in just before is
 * found as known.
 */
@ApplicationScoped
public class PackRunner {
    /** A record whose turn it is. @param asked it is taken in; else it is looked at */
    private record Next(UUID pack, UUID accountId, UUID sender, boolean asked, int place, Entry entry) {}

    private final Database database;
    private final Behalf behalf;
    private final PackedRecord records;
    private final PackFiles files;
    private final Clock clock;
    private final BehindTheIntake thread;

    @Inject
    public PackRunner(
            Database database,
            Behalf behalf,
            PackedRecord records,
            Inbox inbox,
            @ConfigProperty(name = "emr.data.dir") String dataDir,
            Clock clock) {
        this.database = database;
        this.behalf = behalf;
        this.records = records;
        this.files = new PackFiles(Path.of(dataDir));
        this.clock = clock;
        this.thread = new BehindTheIntake("received", inbox);
    }

    void atStart(@Observes StartupEvent started) {
        start();
    }

    /** Begins, with what was left when the server last ended; what nobody knows of any more goes. */
    public void start() {
        files.removeOthers(new HashSet<>(
                database.query("select id from received_pack where removed_at is null", row -> row.uuid("id"))));
        thread.start(() -> step() ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    /** Ends after the record in hand. */
    @PreDestroy
    public void stop() {
        thread.stop();
    }

    /** There is something new to do. */
    void nudge() {
        thread.nudge();
    }

    private static final String NEXT = """
            select p.id, p.account_id, p.source_id, r.finding, r.place, r.name, r.xml_file, r.json_file, r.xml_sha256, r.json_sha256
            from received_pack p
            cross join lateral (
              select * from received_pack_record r
              where r.pack_id = p.id and (r.finding is null or p.asked_at is not null and r.finding = 'GOOD')
              order by r.place limit 1) r
            where p.ended_at is null
            order by p.brought_at, p.id
            limit 1
            """;

    /** One record, or the end of a ZIP; false when there is nothing to do now. */
    public boolean step() {
        if (end() || remove()) {
            return true;
        }
        Optional<Next> found = database.first(NEXT, PackRunner::next);
        found.ifPresent(this::step);
        return found.isPresent();
    }

    private void step(Next next) {
        Caller caller = behalf.of(next.accountId())
                .filter(someone -> someone.may(Right.RECORD_CLOSE))
                .orElse(null);
        if (caller == null) {
            end(next.pack(), "NOT_ALLOWED");
            return;
        }
        try (PackZip zip = opened(next.pack())) {
            if (zip == null) {
                end(next.pack(), "GONE");
                return;
            }
            keep(
                    next,
                    next.asked()
                            ? records.take(caller, next.sender(), zip, next.entry())
                            : records.look(caller, next.sender(), zip, next.entry()));
        } catch (IOException e) {
            throw new UncheckedIOException("received: cannot read", e);
        }
    }

    /** Null when its file is lost, such as after a backup was restored: the person brings it in again. */
    private PackZip opened(UUID pack) throws IOException {
        try {
            return PackZip.open(files.of(pack));
        } catch (NoSuchFileException | Refusal lost) {
            return null;
        }
    }

    private static Next next(Row row) {
        return new Next(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("source_id"),
                row.text("finding") != null,
                row.integer("place"),
                entry(row));
    }

    /** The files of a record that is not refused by their names. */
    static Entry entry(Row row) {
        return new Entry(
                row.text("name"),
                row.text("xml_file"),
                row.text("json_file"),
                row.text("xml_sha256"),
                row.text("json_sha256"),
                null);
    }

    private static final String KEEP = """
            update received_pack_record set finding = ?, reason = ?, person = ?, birth = ?, visit = ?, left_at = ?, content = ?,
                                            patient_id = ?, folder_id = ?
            where pack_id = ? and place = ?
            """;

    private void keep(Next next, Seen seen) {
        About about = seen.preview() == null ? null : seen.preview().about();
        database.run(t -> {
            Seen kept = about == null
                    ? seen
                    : t.first("""
                                    select content from received_pack_record
                                    where pack_id = ? and visit = ? and place <> ? order by place limit 1
                                    """, row -> row.text("content"), next.pack(), about.admissionNumber(), next.place())
                            .map(content -> twice(t, next, seen, about, content))
                            .orElse(seen);
            t.update(
                    KEEP,
                    kept.finding(),
                    kept.reason(),
                    about == null ? null : about.name(),
                    about == null ? null : about.birth(),
                    about == null ? null : about.admissionNumber(),
                    about == null ? null : about.end(),
                    kept.content(),
                    kept.patientId(),
                    kept.folderId(),
                    next.pack(),
                    next.place());
        });
    }

    /** A visit that the ZIP tells twice: told alike, once is enough; told differently, nobody can say which of them is newer. */
    private static Seen twice(Transaction t, Next next, Seen seen, About about, String content) {
        if (next.asked()) {
            return seen;
        }
        if (content.equals(seen.content())) {
            return new Seen(Finding.REFUSED, "SAME", seen.preview(), seen.content(), null, null);
        }
        t.update("""
                update received_pack_record set finding = 'REFUSED', reason = 'TWO_EDITIONS'
                where pack_id = ? and visit = ? and finding in ('GOOD', 'COMPARE', 'EDITION')
                """, next.pack(), about.admissionNumber());
        return new Seen(Finding.REFUSED, "TWO_EDITIONS", seen.preview(), seen.content(), null, null);
    }

    /** A ZIP of which nothing is left that could be taken in by itself, or whose week is over. */
    private boolean end() {
        Instant now = clock.instant();
        return database.update("""
                update received_pack p set ended_at = ?, ended = case when p.brought_at <= ? then 'GONE' else 'DONE' end
                where p.ended_at is null
                  and (p.brought_at <= ? or not exists (select 1 from received_pack_record r
                                                        where r.pack_id = p.id and (r.finding is null or r.finding = 'GOOD')))
                """, now, now.minus(PackProgress.KEPT), now.minus(PackProgress.KEPT)) > 0;
    }

    private void end(UUID pack, String how) {
        database.update(
                "update received_pack set ended_at = ?, ended = ? where id = ? and ended_at is null",
                clock.instant(),
                how,
                pack);
    }

    /** The file that nobody needs any more, and what it says of people; one each time. */
    private boolean remove() {
        Instant now = clock.instant();
        Optional<UUID> old = database.first("""
                select p.id from received_pack p
                where p.removed_at is null and p.ended_at is not null
                  and (p.ended <> 'DONE' or p.brought_at <= ?
                       or not exists (select 1 from received_pack_record r
                                      where r.pack_id = p.id and r.finding not in ('TAKEN', 'KNOWN') and r.reason is distinct from 'SAME'))
                order by p.ended_at limit 1
                """, row -> row.uuid("id"), now.minus(PackProgress.KEPT));
        old.ifPresent(id -> {
            files.remove(id);
            database.run(t -> {
                t.update("""
                        update received_pack_record
                        set name = null, xml_file = null, json_file = null, person = null, birth = null, visit = null, left_at = null
                        where pack_id = ?
                        """, id);
                t.update("update received_pack set removed_at = ? where id = ?", now, id);
            });
        });
        return old.isPresent();
    }
}
