package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** How far the exports of one person are, which files are whole and what was refused. No patient data. */
@ApplicationScoped
public class ExportProgress {
    static final String WHAT = "RECORD_EXPORT";
    private static final int REFUSALS_TOLD = 1_000;

    /** Where an export stands. */
    public enum Standing {
        RUNNING,
        DONE,
        CANCELLED,
        /** Whoever asked may not export any more. */
        NOT_ALLOWED
    }

    /** A file that is whole. */
    public record Part(int part, long bytes, String sha256) {}

    /**
     * A folder that was not taken out.
     *
     * @param patientId null where labels, or the reach of the one who asked, hide whose it is
     * @param reason a code of refusals, or LABELS, NO_CONSENT, FAULT
     */
    public record Refused(int place, UUID patientId, UUID folderId, String reason) {}

    /**
     * One export. No patient data.
     *
     * @param folders of which so many are {@code written} and {@code refused}
     * @param keptUntil when its files are removed; null while it runs and once they are gone
     * @param refusals the first thousand; none in a list
     */
    public record Export(
            UUID id,
            Standing standing,
            Instant begunAt,
            Instant endedAt,
            Instant keptUntil,
            State state,
            String department,
            LocalDate from,
            LocalDate until,
            boolean pdf,
            String purpose,
            String ground,
            String basis,
            String receiver,
            int folders,
            int written,
            int refused,
            List<Part> parts,
            List<Refused> refusals) {}

    /** @param exports the newest twenty */
    public record Listed(List<Export> exports) {}

    private final Access access;
    private final Database database;

    @Inject
    public ExportProgress(Access access, Database database) {
        this.access = access;
        this.database = database;
    }

    private static final String EXPORTS = """
            select e.*, e.admitted_from::text as from_day, e.admitted_until::text as until_day, d.name as department,
                   n.written, n.refused, p.parts, p.bytes, p.digests
            from record_export e
            left join department d on d.id = e.department_id
            cross join lateral (
              select count(*) filter (where f.outcome = 'WRITTEN')::int as written,
                     count(*) filter (where f.outcome = 'REFUSED')::int as refused
              from record_export_folder f where f.export_id = e.id) n
            cross join lateral (
              select coalesce(array_agg(p.part order by p.part), '{}') as parts,
                     coalesce(array_agg(p.bytes order by p.part), '{}') as bytes,
                     coalesce(array_agg(p.sha256 order by p.part), '{}') as digests
              from record_export_part p where p.export_id = e.id) p
            where e.tenant_id = ? and e.account_id = ?
            """;

    /** What the caller asked for, the newest first. */
    public Listed list(Caller caller) {
        access.require(caller, WHAT, null, Right.RECORD_EXPORT);
        return new Listed(database.query(
                EXPORTS + " order by e.begun_at desc, e.id desc limit 20",
                row -> export(row, List.of()),
                caller.tenantId(),
                caller.id()));
    }

    /**
     * One of them, with what was refused.
     *
     * @throws Refusal NOT_FOUND for one that somebody else asked for; traced
     */
    public Export one(Caller caller, UUID id) {
        access.require(caller, WHAT, id, Right.RECORD_EXPORT);
        List<Refused> refusals = database.query(
                """
                select f.place, f.folder_id, f.reason,
                       case when f.reason not in ('LABELS', 'FORBIDDEN', 'NOT_FOUND') then f.patient_id end as patient_id
                from record_export_folder f where f.export_id = ? and f.outcome = 'REFUSED' order by f.place limit ?
                """,
                row -> new Refused(
                        row.integer("place") + 1, row.uuid("patient_id"), row.uuid("folder_id"), row.text("reason")),
                id,
                REFUSALS_TOLD);
        return database.first(
                        EXPORTS + " and e.id = ?", row -> export(row, refusals), caller.tenantId(), caller.id(), id)
                .orElseThrow(() -> access.missing(caller, WHAT, id));
    }

    private static Export export(Row row, List<Refused> refusals) {
        Instant ended = row.instant("ended_at");
        boolean files = ended != null && row.instant("removed_at") == null && !"CANCELLED".equals(row.text("ended"));
        Integer[] parts = row.array("parts");
        Long[] bytes = row.array("bytes");
        String[] digests = row.array("digests");
        return new Export(
                row.uuid("id"),
                ended == null ? Standing.RUNNING : Standing.valueOf(row.text("ended")),
                row.instant("begun_at"),
                ended,
                files ? ended.plus(Exports.KEPT) : null,
                row.text("state") == null ? null : State.valueOf(row.text("state")),
                row.text("department"),
                day(row.text("from_day")),
                day(row.text("until_day")),
                row.bool("with_pdf"),
                row.text("purpose"),
                row.text("ground"),
                row.text("basis"),
                row.text("receiver"),
                row.integer("folders"),
                row.integer("written"),
                row.integer("refused"),
                ended != null && !files
                        ? List.of()
                        : IntStream.range(0, parts.length)
                                .mapToObj(i -> new Part(parts[i], bytes[i], digests[i]))
                                .toList(),
                refusals);
    }

    private static LocalDate day(String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
