package vn.emr.core.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** How far the files of a tenant are, and what is wrong with their items; a source sees its own. No patient data. */
@ApplicationScoped
public class ImportProgress {
    /** Faults of one file that are kept; their number is known beyond it. */
    static final int MOST_FAULTS = 100_000;

    private static final int FIRST_FAULTS = 20;

    /**
     * A file.
     *
     * @param format of its items
     * @param by who brought it in for the source; null when that sent it itself
     * @param fileName as that person named it, for nobody else: names of files tell of patients
     * @param key as its sender named it
     * @param state RECEIVING until it is whole, RUNNING while its items are judged, DONE
     * @param items received so far; the number of the next item while RECEIVING, numbers begin with 0
     * @param bytes of the items received so far
     * @param judged items that have an outcome
     * @param perSecond items judged a second, since the file was whole
     * @param firstFaults the first twenty; none in a list
     * @param reasons how many faults there are of each reason; none in a list
     */
    public record File(
            UUID id,
            UUID sourceId,
            String sourceName,
            String format,
            String by,
            String fileName,
            String key,
            String state,
            Instant begunAt,
            Instant receivedAt,
            Instant endedAt,
            long items,
            long bytes,
            long judged,
            long applied,
            long parked,
            long refused,
            long replayed,
            double perSecond,
            List<Fault> firstFaults,
            List<Reason> reasons) {}

    /** One item that was not applied: why, and the message it is kept as. */
    public record Fault(long item, String outcome, String code, String pointer, String detail, UUID inboundId) {}

    /** Faults of one outcome and code. */
    public record Reason(String outcome, String code, long items) {}

    private final Database database;
    private final Clock clock;

    @Inject
    public ImportProgress(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static final String FILES = """
            select f.*, s.name as source_name, a.display_name as by_name, p.items, p.bytes,
                   case when f.account_id = ? then f.file_name end as shown_name
            from import_file f
            join source s on s.id = f.source_id
            left join account a on a.id = f.account_id
            cross join lateral (
              select coalesce(sum(items), 0)::int8 as items,
                     coalesce(sum(bytes - case when framed then 4 * items else 0 end), 0)::int8 as bytes
              from import_piece where import_id = f.id) p
            where f.tenant_id = ? and (f.source_id = ? or ?)
            """;

    /** The newest fifty, without their faults. */
    public List<File> list(Caller caller) {
        return database.query(
                FILES + " order by f.begun_at desc, f.id desc limit 50",
                row -> file(row, List.of(), List.of()),
                caller.id(),
                caller.tenantId(),
                caller.id(),
                !caller.isSource());
    }

    /** One file with its first faults; empty for one of somebody else. */
    public Optional<File> file(Caller caller, UUID id) {
        List<Fault> first = faults(id, -1, FIRST_FAULTS);
        List<Reason> reasons = reasons(id);
        return database.first(
                FILES + " and f.id = ?",
                row -> file(row, first, reasons),
                caller.id(),
                caller.tenantId(),
                caller.id(),
                !caller.isSource(),
                id);
    }

    /** Faults behind an item, in the order of the items; for a file the caller may see. */
    public List<Fault> faults(UUID id, long after, int most) {
        return faults(id, null, null, after, most);
    }

    /** The same of one outcome and code; null for any. */
    public List<Fault> faults(UUID id, String outcome, String code, long after, int most) {
        return database.query(
                """
                select item, outcome, code, pointer, detail, inbound_id from import_fault
                where import_id = ? and item > ? and (?::text is null or outcome = ?) and (?::text is null or code = ?)
                order by item limit ?
                """,
                row -> new Fault(
                        row.number("item"),
                        row.text("outcome"),
                        row.text("code"),
                        row.text("pointer"),
                        row.text("detail"),
                        row.uuid("inbound_id")),
                id,
                after,
                outcome,
                outcome,
                code,
                code,
                most);
    }

    private List<Reason> reasons(UUID id) {
        return database.query("""
                select outcome, code, count(*) as items from import_fault
                where import_id = ? group by outcome, code order by items desc, outcome, code
                """, row -> new Reason(row.text("outcome"), row.text("code"), row.number("items")), id);
    }

    private File file(Row row, List<Fault> faults, List<Reason> reasons) {
        return new File(
                row.uuid("id"),
                row.uuid("source_id"),
                row.text("source_name"),
                row.text("format"),
                row.text("by_name"),
                row.text("shown_name"),
                row.text("request_key"),
                row.text("state"),
                row.instant("begun_at"),
                row.instant("received_at"),
                row.instant("ended_at"),
                row.number("items"),
                row.number("bytes"),
                row.number("judged"),
                row.number("applied"),
                row.number("parked"),
                row.number("refused"),
                row.number("replayed"),
                perSecond(row),
                faults,
                reasons);
    }

    private double perSecond(Row row) {
        Instant from = row.instant("received_at");
        Instant to = row.instant("ended_at") == null ? clock.instant() : row.instant("ended_at");
        double seconds = from == null ? 0 : Duration.between(from, to).toMillis() / 1000.0;
        return seconds <= 0 ? 0 : Math.round(row.number("judged") / seconds * 10) / 10.0;
    }
}
