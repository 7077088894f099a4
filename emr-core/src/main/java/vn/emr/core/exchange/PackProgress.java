package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.PackedRecord.Finding;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** The ZIPs that one person brought in, how far they are, and what was found of each record; for that person alone. */
@ApplicationScoped
public class PackProgress {
    static final String WHAT = "RECORD_PACK";
    static final Duration KEPT = Duration.ofDays(7);
    static final int PAGE = 100;

    /** Where a ZIP stands. */
    public enum Standing {
        /** Its records are looked at, nothing is taken in. */
        LOOKING,
        /** All were looked at; a person says whether the good ones come in. */
        READY,
        TAKING,
        DONE,
        CANCELLED,
        /** Whoever brought it may not take records in any more. */
        NOT_ALLOWED,
        /** Its file was removed after seven days, or is lost. */
        GONE
    }

    /** How many records there are of each {@link Finding}, and how many that nobody looked at yet. */
    public record Counts(
            int waiting, int good, int compare, int edition, int known, int own, int faulty, int refused, int taken) {}

    /**
     * One ZIP. No patient data.
     *
     * @param keptUntil when its file is removed; null once it is
     * @param part of so many {@code parts} of an export, as it says itself; null where it does not
     * @param withheld records that its sender did not give, as it says itself
     * @param prints PDFs beside records, which are not taken in; {@code others}: files that are no records
     */
    public record Pack(
            UUID id,
            String sender,
            Standing standing,
            Instant broughtAt,
            Instant endedAt,
            Instant keptUntil,
            long bytes,
            String sha256,
            Integer part,
            Integer parts,
            int withheld,
            int prints,
            int others,
            int records,
            Counts counts) {}

    /**
     * One record.
     *
     * @param name in the ZIP; this and what the file says of whom is null once the file is removed, and never told of somebody out of reach
     * @param finding null: not looked at yet
     * @param reason of a refusal
     * @param patientId who that is here; {@code folderId} alike
     */
    public record Line(
            int place,
            String name,
            Finding finding,
            String reason,
            String person,
            String birth,
            String visit,
            String end,
            UUID patientId,
            UUID folderId) {}

    /** @param packs the newest twenty */
    public record Listed(List<Pack> packs) {}

    /** A ZIP with some of its records. @param next behind which the others stand; null: these are the last */
    public record Opened(Pack pack, List<Line> records, Integer next) {}

    private final Access access;
    private final Database database;

    @Inject
    public PackProgress(Access access, Database database) {
        this.access = access;
        this.database = database;
    }

    private static final String PACKS = """
            select p.*, s.name as sender, n.*
            from received_pack p
            join source s on s.id = p.source_id
            cross join lateral (
              select count(*)::int as records,
                     count(*) filter (where r.finding is null)::int as waiting,
                     count(*) filter (where r.finding = 'GOOD')::int as good,
                     count(*) filter (where r.finding = 'COMPARE')::int as compare,
                     count(*) filter (where r.finding = 'EDITION')::int as edition,
                     count(*) filter (where r.finding = 'KNOWN')::int as known,
                     count(*) filter (where r.finding = 'OWN')::int as own,
                     count(*) filter (where r.finding = 'FAULTY')::int as faulty,
                     count(*) filter (where r.finding = 'REFUSED')::int as refused,
                     count(*) filter (where r.finding = 'TAKEN')::int as taken
              from received_pack_record r where r.pack_id = p.id) n
            where p.tenant_id = ? and p.account_id = ?
            """;

    /** What the caller brought in, the newest first. */
    public Listed list(Caller caller) {
        access.require(caller, WHAT, null, Right.RECORD_CLOSE);
        return new Listed(database.query(
                PACKS + " order by p.brought_at desc, p.id desc limit 20",
                PackProgress::pack,
                caller.tenantId(),
                caller.id()));
    }

    /**
     * One of them.
     *
     * @throws Refusal NOT_FOUND for one that somebody else brought; traced
     */
    public Pack one(Caller caller, UUID id) {
        access.require(caller, WHAT, id, Right.RECORD_CLOSE);
        return database.first(PACKS + " and p.id = ?", PackProgress::pack, caller.tenantId(), caller.id(), id)
                .orElseThrow(() -> access.missing(caller, WHAT, id));
    }

    /**
     * One of them with a hundred of its records.
     *
     * @param finding only these; null: all
     * @param after the place behind which they begin; 0: the first
     * @throws Refusal as {@link #one}
     */
    public Opened open(Caller caller, UUID id, Finding finding, int after) {
        Pack pack = one(caller, id);
        List<Line> found = database.query("""
                select place, name, finding, reason, person, birth, visit, left_at, patient_id, folder_id
                from received_pack_record
                where pack_id = ? and place > ? and (?::text is null or finding = ?)
                order by place limit ?
                """, PackProgress::line, id, after, finding, finding, PAGE + 1);
        List<Line> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Opened(pack, shown, found.size() > PAGE ? shown.getLast().place() : null);
    }

    private static Line line(Row row) {
        String finding = row.text("finding");
        return new Line(
                row.integer("place"),
                row.text("name"),
                finding == null ? null : Finding.valueOf(finding),
                row.text("reason"),
                row.text("person"),
                row.text("birth"),
                row.text("visit"),
                row.text("left_at"),
                row.uuid("patient_id"),
                row.uuid("folder_id"));
    }

    private static Pack pack(Row row) {
        Counts counts = new Counts(
                row.integer("waiting"),
                row.integer("good"),
                row.integer("compare"),
                row.integer("edition"),
                row.integer("known"),
                row.integer("own"),
                row.integer("faulty"),
                row.integer("refused"),
                row.integer("taken"));
        Instant brought = row.instant("brought_at");
        return new Pack(
                row.uuid("id"),
                row.text("sender"),
                standing(row, counts),
                brought,
                row.instant("ended_at"),
                row.instant("removed_at") == null ? brought.plus(KEPT) : null,
                row.number("bytes"),
                row.text("sha256"),
                row.integer("part"),
                row.integer("parts"),
                row.integer("withheld"),
                row.integer("prints"),
                row.integer("others"),
                row.integer("records"),
                counts);
    }

    private static Standing standing(Row row, Counts counts) {
        if (row.text("ended") != null) {
            return Standing.valueOf(row.text("ended"));
        }
        if (counts.waiting() > 0) {
            return Standing.LOOKING;
        }
        return row.instant("asked_at") == null ? Standing.READY : Standing.TAKING;
    }
}
