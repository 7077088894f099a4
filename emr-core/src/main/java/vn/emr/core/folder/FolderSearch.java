package vn.emr.core.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.access.ListGrant;
import vn.emr.core.access.Right;
import vn.emr.core.folder.FolderList.Asked;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * One search in the list. To judge whether somebody may see a folder costs more than to find one: so folders are found in batches, in
 * the order of the list, and judged until there are enough.
 */
final class FolderSearch {
    record Found(FolderList.Line line, Instant openedAt) {}

    private record Candidate(UUID patientId, UUID folderId, Instant openedAt) {}

    private static final int SPARE = 10;
    private static final int LARGEST_BATCH = 5_000;
    /** Walked in less than a tenth of a second. */
    private static final int WALKED = 15_000;

    /**
     * The folders of a page, and what each says besides. One that labels hide is not in the list at all, and what they hide of one that
     * is open is not told. To ask labels is most of what a page costs: they are asked once for each folder, in the order of the list,
     * until there are enough.
     */
    private static final String LINES = """
            with page as (
              select r.*, closed.ids as closed, link_root(r.tenant_id, r.under) as root
              from (
                select f.tenant_id, f.folder_id, f.patient_id, f.encounter_id, f.state, f.admission_number, f.archive_number,
                       f.opened_at, f.completed_from, f.closed_from, f.archived_from, f.held, e.class, e.visit_number,
                       e.attending_doctor, e.start_from, ended.at as ended_at, due.at as due_at,
                       coalesce(l.shown_under, f.patient_id) as under
                %s) r
              cross join lateral (select array(%s) as ids offset 0) closed
              where not r.encounter_id = any (closed.ids)
              order by r.opened_at desc, r.folder_id desc limit ?)
            select page.*, p.name, number.value as number, stay.department, diagnosis.code, diagnosis.text,
                   lent.borrower as lent_to, lent.due_on::text as lent_until,
                   exists (select 1 from sheet s where s.tenant_id = page.tenant_id and s.folder_id = page.folder_id
                             and s.pages is not null and s.status <> 'CANCELLED') as hybrid
            from page
            join patient p on p.tenant_id = page.tenant_id and p.patient_id = page.root
            left join lateral (
              select i.value from patient_identifier i
              where i.tenant_id = page.tenant_id and i.patient_id = page.root and i.active
                and i.kind in ('PATIENT_NUMBER', 'TEMPORARY')
              order by i.kind, i.line limit 1) number on true
            left join lateral (
              select coalesce(d.name, s.department_code) as department
              from department_stay s left join department d on d.id = s.department_id
              where s.tenant_id = page.tenant_id and s.patient_id = page.patient_id and s.encounter_id = page.encounter_id
                and not s.cancelled
              order by s.start_from desc nulls last, s.line desc limit 1) stay on true
            left join lateral (
              select c.code, c.text from condition c
              where c.tenant_id = page.tenant_id and c.patient_id = page.patient_id and c.encounter_id = page.encounter_id
                and c.active and c.rank in ('primary', 'discharge')
                and not c.condition_id = any (page.closed)
              order by c.source_id is null desc, c.rank desc, c.code is null, c.condition_id limit 1) diagnosis on true
            left join lateral (
              select o.borrower, o.due_on from lending_open o
              where o.tenant_id = page.tenant_id and o.folder_id = page.folder_id limit 1) lent on true
            order by page.opened_at desc, page.folder_id desc
            """;

    private final ListGrant grant;
    private final Right right;
    private final Asked asked;
    private final Instant now;
    private final List<FolderClue> clues;
    /** The clue the search begins with; null: it walks. */
    private FolderClue first;

    FolderSearch(ListGrant grant, Right right, Asked asked, Instant now) {
        this.grant = grant;
        this.right = right;
        this.asked = asked;
        this.now = now;
        this.clues = FolderClue.all(grant, asked);
    }

    /** Found in batches that grow, and judged batch by batch: who sees nearly everything needs one. */
    List<Found> found(Transaction t, String cursor, int rows) {
        first = clues.stream().filter(clue -> clue.rare(t)).findFirst().orElse(null);
        List<Found> all = new ArrayList<>();
        String from = cursor;
        int batch = rows + SPARE;
        while (true) {
            List<Candidate> candidates = candidates(t, from, batch);
            all.addAll(seen(t, candidates, rows - all.size()));
            if (all.size() == rows || candidates.size() < batch) {
                return all;
            }
            Candidate last = candidates.getLast();
            from = FolderQuery.cursor(last.openedAt(), last.folderId());
            batch = Math.min(2 * batch, LARGEST_BATCH);
        }
    }

    /**
     * What is common is found near, mostly. What was common long ago is found as rare things are, at the price of reading all of it.
     * The folders of a doctor lie in the order of the list, and are walked.
     */
    private List<Candidate> candidates(Transaction t, String from, int batch) {
        if (first == null && !clues.isEmpty() && FolderQuery.word(asked.doctor(), "/doctor") == null) {
            Instant walkedTo = FolderQuery.walkedTo(t, grant, asked, from, WALKED);
            if (walkedTo != null) {
                List<Candidate> near = ask(t, asked().since(walkedTo).page(from, batch));
                if (near.size() == batch) {
                    return near;
                }
                first = clues.getFirst();
            }
        }
        return ask(t, asked().page(from, batch));
    }

    private FolderQuery asked() {
        return FolderQuery.of(grant, asked, clues, first, now);
    }

    private static List<Candidate> ask(Transaction t, FolderQuery query) {
        return t.queryPlanned(
                "select f.patient_id, f.folder_id, f.opened_at " + query.sql(),
                row -> new Candidate(row.uuid("patient_id"), row.uuid("folder_id"), row.instant("opened_at")),
                query.parameters());
    }

    private List<Found> seen(Transaction t, List<Candidate> candidates, int rows) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        FolderQuery query = FolderQuery.reached(
                grant,
                right,
                candidates.stream().map(Candidate::patientId).toArray(UUID[]::new),
                candidates.stream().map(Candidate::folderId).toArray(UUID[]::new));
        String closed = FolderQuery.CLOSED.formatted("r.tenant_id", "r.under");
        Object[] all = Stream.concat(Arrays.stream(query.parameters()), Stream.of(grant.roles(), rows))
                .toArray();
        return t.query(LINES.formatted(query.sql(), closed), this::found, all);
    }

    private Found found(Row row) {
        Instant due = row.instant("due_at");
        String number = row.text("admission_number");
        FolderList.Line line = new FolderList.Line(
                row.uuid("folder_id"),
                row.uuid("root"),
                row.text("name"),
                row.text("number"),
                EncounterClass.valueOf(row.text("class")),
                State.valueOf(row.text("state")),
                number == null ? row.text("visit_number") : number,
                row.text("archive_number"),
                row.text("department"),
                row.text("attending_doctor"),
                row.text("code"),
                row.text("text"),
                row.instant("start_from"),
                row.instant("ended_at"),
                row.instant("completed_from"),
                row.instant("closed_from"),
                row.instant("archived_from"),
                due,
                due != null && due.isBefore(now),
                row.bool("held"),
                row.text("lent_to"),
                row.text("lent_until") == null ? null : LocalDate.parse(row.text("lent_until")),
                row.bool("hybrid"));
        return new Found(line, row.instant("opened_at"));
    }
}
