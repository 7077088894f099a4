package vn.emr.core.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.When;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.Discharge;
import vn.emr.core.record.RecordFolder.Hold;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.TimePoint;
import vn.emr.core.retention.Retention;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.sheet.SheetList;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * The record folders of a chart, one for each visit as its reader sees it: where it stands, what it lacks, what is to be done by
 * when, and what was done by whom.
 */
@ApplicationScoped
public class Folders {
    /**
     * One folder.
     *
     * @param visitNumber of the system that leads; {@code otherNumbers} are those of the others
     * @param dueAt until when the next step is to be taken; null: none is awaited by a time
     * @param retention how long it must be kept; null where that is not told
     * @param held why it must not be destroyed; null: nothing holds it
     * @param received from which hospital it was taken in; null: it is our own
     * @param hybrid a part of it is on paper (TT 13/2025/TT-BYT, art. 5), whether or not its reader sees that part
     */
    public record Folder(
            UUID id,
            int version,
            UUID encounterId,
            String visitNumber,
            List<String> otherNumbers,

            @com.fasterxml.jackson.annotation.JsonProperty("class")
            EncounterClass treatment,

            State state,
            String admissionNumber,
            String archiveNumber,
            String facility,
            List<String> departments,
            String attendingDoctor,
            When opened,
            When ended,
            Instant completed,
            Instant closed,
            Instant archived,
            Instant dueAt,
            boolean overdue,
            Discharge discharge,
            Retention retention,
            Hold held,
            RecordFolder.Received received,
            boolean hybrid) {}

    /** @param folders by visit, the newest first */
    public record Listed(List<Folder> folders) {}

    /**
     * What was done with a folder, the newest first.
     *
     * @param act null: as a message said
     */
    public record Past(int version, State state, Act act, Instant at, String by, String reason) {}

    /** Something that came after the folder was closed. */
    public record Late(NounKind kind, UUID id, String title, Instant at) {}

    /**
     * One folder whole.
     *
     * @param allowed what the caller may do now
     * @param mayAdd sheets
     * @param mayPrint the record
     * @param mayExport the record as data: never where labels hide a part of it
     * @param sheets what was filled in
     * @param forms by which a sheet may be made now
     * @param lendings of its volume, the newest first
     * @param mayLend whether the caller may lend it and take it back
     */
    public record Page(
            Folder folder,
            List<Finding> findings,
            List<Past> history,
            List<Late> late,
            List<Act> allowed,
            boolean mayAdd,
            boolean mayPrint,
            boolean mayExport,
            List<SheetList.Line> sheets,
            List<SheetList.Offered> forms,
            List<Lendings.Lending> lendings,
            boolean mayLend) {}

    /** A folder with the visit it is of, and the rule of its facility. */
    record Kept(RecordFolder folder, Visit visit, FolderRule rule, boolean hybrid) {}

    private final Access access;
    private final Charts charts;
    private final Sheets sheets;
    private final SheetChecks checks;
    private final Database database;
    private final Clock clock;

    @Inject
    public Folders(Access access, Charts charts, Sheets sheets, SheetChecks checks, Database database, Clock clock) {
        this.access = access;
        this.charts = charts;
        this.sheets = sheets;
        this.checks = checks;
        this.database = database;
        this.clock = clock;
    }

    /** All folders of a chart; traced once within the visit to it. */
    public Listed list(Grant grant) {
        access.noGuest(grant, "RECORD_FOLDERS");
        access.section(grant, "RECORD_FOLDERS");
        List<Visit> visits = charts.visits(grant);
        Instant now = clock.instant();
        return new Listed(database.inTransaction(t -> kept(t, grant, visits)).stream()
                .map(kept -> shown(kept, now))
                .toList());
    }

    /**
     * One folder; traced once within the visit to the chart.
     *
     * @throws Refusal NOT_FOUND when the chart has no such folder, DESTROYED when it had; the attempt is traced
     */
    public Page page(Grant grant, UUID folderId) {
        Kept kept = find(grant, folderId);
        access.folder(grant, folderId, kept.folder().encounterId());
        return database.inTransaction(t -> new Page(
                shown(kept, clock.instant()),
                findings(t, grant, kept),
                FolderHistory.steps(t, grant, kept.folder()),
                FolderHistory.late(t, grant, kept),
                Arrays.stream(Act.values())
                        .filter(act -> Steps.may(grant, act, kept.folder()))
                        .toList(),
                kept.folder().state() != State.CANCELLED
                        && grant.may(Right.RECORD_CREATE, kept.folder().state()),
                grant.may(Right.RECORD_PRINT, kept.folder().state()),
                grant.may(Right.RECORD_EXPORT, kept.folder().state())
                        && grant.masks().isEmpty(),
                sheets.list(t, grant, folderId),
                sheets.offered(grant, kept.folder().treatment()),
                Lendings.of(t, grant, folderId, clock.instant()),
                Lendings.may(grant, kept.folder())));
    }

    /** The folder of a chart, never one that only follows another. */
    Kept find(Grant grant, UUID folderId) {
        access.noGuest(grant, "RECORD_FOLDER");
        List<Visit> visits = charts.visits(grant);
        return database.inTransaction(t -> kept(t, grant, visits)).stream()
                .filter(kept -> kept.folder().id().equals(folderId))
                .findFirst()
                .orElseThrow(() -> gone(grant, folderId));
    }

    /** What was destroyed by decision is told apart from what never was. */
    private Refusal gone(Grant grant, UUID folderId) {
        String what = NounKind.RECORD_FOLDER.name();
        return database.first("""
                        select d.seq || '/' || d.year as minutes
                        from destroyed_folder f join destruction d on d.id = f.destruction_id
                        where f.folder_id = ? and f.tenant_id = ? and f.patient_id = any (?)
                        """, row -> row.text("minutes"), folderId, grant.tenantId(), grant.people())
                .map(minutes -> access.destroyed(grant, what, folderId, minutes))
                .orElseGet(() -> access.missing(grant, what, folderId));
    }

    /** Everything a folder lacks: of its visit first, then of its sheets; once it is closed only addenda that are still drafts. */
    List<Finding> findings(Transaction t, Grant grant, Kept kept) {
        RecordFolder folder = kept.folder();
        VisitFacts facts = VisitFacts.of(t, grant, kept.visit(), folder);
        List<Finding> found = new ArrayList<>(VisitFindings.of(facts, kept.visit(), folder));
        switch (folder.state()) {
            case IN_TREATMENT, COMPLETED ->
                found.addAll(SheetFindings.of(
                        facts, checks.asked(grant, folder.treatment()), checks.of(t, grant, visits(kept.visit()))));
            case CLOSED -> found.addAll(SheetFindings.drafts(checks.of(t, grant, visits(kept.visit()))));
            case ARCHIVED, CANCELLED -> {}
        }
        return found;
    }

    /** A visit as all systems tell it. */
    static UUID[] visits(Visit visit) {
        List<UUID> ids = new ArrayList<>(visit.otherIds());
        ids.addFirst(visit.id());
        return ids.toArray(UUID[]::new);
    }

    private static List<Kept> kept(Transaction t, Grant grant, List<Visit> visits) {
        Map<UUID, Visit> byFolder = new HashMap<>();
        visits.stream()
                .filter(visit -> visit.folder() != null)
                .forEach(visit -> byFolder.put(visit.folder().id(), visit));
        Map<UUID, Kept> found = new HashMap<>();
        t.query(
                """
                select f.folder_id, r.content::text as content, n.facility_id, n.code, n.name, n.version, n.complete_hours,
                       n.close_hours, n.archive_prefix, n.archive_by_year, n.archive_digits,
                       exists (select 1 from sheet s where s.tenant_id = f.tenant_id and s.folder_id = f.folder_id
                                 and s.pages is not null and s.status <> 'CANCELLED') as hybrid
                from record_folder f
                join revision r on r.tenant_id = f.tenant_id and r.patient_id = f.patient_id and r.noun_id = f.folder_id
                               and r.version = f.version and r.committed_at = f.revised_at
                left join folder_rule_now n on n.facility_id = f.facility_id
                where f.tenant_id = ? and f.patient_id = any (?) and f.folder_id = any (?)
                """,
                row -> found.put(
                        row.uuid("folder_id"),
                        new Kept(
                                (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content")),
                                byFolder.get(row.uuid("folder_id")),
                                row.uuid("facility_id") == null ? null : FolderRule.of(row),
                                row.bool("hybrid"))),
                grant.tenantId(),
                grant.filedUnder(),
                byFolder.keySet().toArray(UUID[]::new));
        return visits.stream()
                .filter(visit -> visit.folder() != null)
                .map(visit -> found.get(visit.folder().id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Folder shown(Kept kept, Instant now) {
        RecordFolder f = kept.folder();
        Visit visit = kept.visit();
        Instant ended = visit.end() == null ? null : visit.end().from();
        Instant due = kept.rule() == null ? null : kept.rule().due(f.state(), ended, from(f.completed()));
        return new Folder(
                f.id(),
                f.version(),
                visit.id(),
                visit.visitNumber(),
                visit.otherNumbers(),
                visit.encounterClass(),
                f.state(),
                f.admissionNumber() == null ? visit.visitNumber() : f.admissionNumber(),
                f.archiveNumber(),
                visit.facility(),
                visit.stays().stream()
                        .filter(stay -> !stay.cancelled() && stay.department() != null)
                        .map(stay -> stay.department())
                        .distinct()
                        .toList(),
                visit.attendingDoctor(),
                visit.start(),
                visit.end(),
                from(f.completed()),
                from(f.closed()),
                from(f.archived()),
                due,
                due != null && due.isBefore(now),
                f.discharge(),
                visit.folder().retention(),
                f.hold(),
                f.received(),
                kept.hybrid());
    }

    private static Instant from(TimePoint at) {
        return at == null ? null : at.from();
    }
}
