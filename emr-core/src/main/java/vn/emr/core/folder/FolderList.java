package vn.emr.core.folder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.ListGrant;
import vn.emr.core.access.Right;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * The list of record folders for those who keep them, the newest admission first: only what the caller's roles reach in the state it
 * is in, and nothing that labels hide.
 */
@ApplicationScoped
public class FolderList {
    private static final int MOST = 100;
    /** More than anybody counts; the screen says "more than". */
    static final int COUNTED = 500;

    static final int MOST_LINES = 5_000;

    /** What may be missing, where a list can tell it at once. */
    public enum Missing {
        /** No coded primary or discharge diagnosis. */
        DIAGNOSIS,
        /** Completed, and no end of the visit. */
        END,
        /** A signature that the record is not complete without. */
        SIGNATURE
    }

    /** Whether its volume is out of the archive. */
    public enum Lent {
        OUT,
        /** And should be back. */
        OVERDUE
    }

    /**
     * What is looked for; what is null does not matter.
     *
     * @param doctor the whole name, as the list shows it
     * @param from and until: days of admission, both included
     * @param diagnosis the beginning of an ICD-10 code
     * @param folderNumber a whole admission or archive number
     * @param overdue past the day of the next step
     * @param cursor from the page before
     */
    public record Asked(
            State state,
            UUID departmentId,
            String doctor,
            LocalDate from,
            LocalDate until,
            String diagnosis,
            String folderNumber,
            Boolean overdue,
            Missing missing,
            Lent lent,
            String cursor,
            Integer limit) {
        /** Everything there is. */
        public static final Asked ANYTHING =
                new Asked(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** One folder in the list. @param lentTo who has its volume; null: it is in the archive. @param hybrid a part is on paper */
    public record Line(
            UUID id,
            UUID patientId,
            String patientName,
            String patientNumber,

            @com.fasterxml.jackson.annotation.JsonProperty("class")
            EncounterClass treatment,

            State state,
            String admissionNumber,
            String archiveNumber,
            String department,
            String attendingDoctor,
            String diagnosisCode,
            String diagnosis,
            Instant opened,
            Instant ended,
            Instant completed,
            Instant closed,
            Instant archived,
            Instant dueAt,
            boolean overdue,
            boolean held,
            String lentTo,
            LocalDate lentUntil,
            boolean hybrid) {}

    /** @param next cursor of the next page, null on the last */
    public record Page(List<Line> folders, String next) {}

    /** How many, at most {@code most} of each are counted. */
    public record Counts(Map<State, Integer> byState, int overdue, int most) {}

    /** What a list can be asked by. */
    public record Choices(List<Choice> departments, List<String> doctors) {}

    /** A department. */
    public record Choice(UUID id, String name) {}

    private final ListAccess lists;
    private final Database database;
    private final Clock clock;

    @Inject
    public FolderList(ListAccess lists, Database database, Clock clock) {
        this.lists = lists;
        this.database = database;
        this.clock = clock;
    }

    /**
     * One page. Asking is traced.
     *
     * @throws vn.emr.core.Refusal MALFORMED_FIELD with a pointer for what cannot be looked for
     */
    public Page page(Caller caller, Asked asked) {
        Asked what = asked == null ? Asked.ANYTHING : asked;
        int limit = what.limit() == null ? 50 : Math.clamp(what.limit(), 1, MOST);
        ListGrant grant = lists.folders(caller, "page " + words(what));
        List<FolderSearch.Found> found = found(grant, Right.PATIENT_READ, what, what.cursor(), limit + 1);
        List<FolderSearch.Found> shown = found.size() > limit ? found.subList(0, limit) : found;
        FolderSearch.Found last = shown.isEmpty() ? null : shown.getLast();
        return new Page(
                shown.stream().map(FolderSearch.Found::line).toList(),
                found.size() > limit
                        ? FolderQuery.cursor(last.openedAt(), last.line().id())
                        : null);
    }

    /** The first 5,000 of what was asked for, of those the caller may take out as data; traced as taken out. */
    public List<Line> file(Caller caller, Asked asked) {
        Asked what = asked == null ? Asked.ANYTHING : asked;
        ListGrant grant = lists.folderFile(caller, words(what));
        return found(grant, Right.RECORD_EXPORT, what, null, MOST_LINES).stream()
                .map(FolderSearch.Found::line)
                .toList();
    }

    /** How many there are in each state and past their day. A number names nobody, so it stands on the page without a line each time. */
    public Counts counts(Caller caller) {
        ListGrant grant = lists.countingFolders(caller);
        Instant now = clock.instant();
        return database.inTransaction(t -> {
            Map<State, Integer> byState = new EnumMap<>(State.class);
            for (State state : State.values()) {
                byState.put(state, count(t, FolderQuery.counted(grant, state.name(), null)));
            }
            return new Counts(byState, count(t, FolderQuery.counted(grant, null, now)), COUNTED);
        });
    }

    /** What the list can be asked by: the departments of the hospital, and who is named as treating in one of its folders. */
    public Choices choices(Caller caller) {
        ListGrant grant = lists.countingFolders(caller);
        return database.inTransaction(t -> new Choices(
                t.query(
                        "select d.id, d.name from department d where d.tenant_id = ? order by d.name, d.id limit 1000",
                        row -> new Choice(row.uuid("id"), row.text("name")),
                        grant.tenantId()),
                t.query("""
                        with recursive doctor(name) as (
                          (select f.attending_doctor from record_folder f
                           where f.tenant_id = ? and f.part_of is null and f.attending_doctor is not null
                           order by f.attending_doctor limit 1)
                          union all
                          select (select f.attending_doctor from record_folder f
                                  where f.tenant_id = ? and f.part_of is null and f.attending_doctor > d.name
                                  order by f.attending_doctor limit 1)
                          from doctor d where d.name is not null)
                        select d.name from doctor d where d.name is not null limit 1000
                        """, row -> row.text("name"), grant.tenantId(), grant.tenantId())));
    }

    private List<FolderSearch.Found> found(ListGrant grant, Right right, Asked asked, String cursor, int rows) {
        FolderSearch search = new FolderSearch(grant, right, asked, clock.instant());
        return database.inTransaction(t -> search.found(t, cursor, rows));
    }

    private static int count(Transaction t, FolderQuery query) {
        return t.queryPlanned(
                        "select count(*)::int as n from (select 1 " + query.sql() + " limit " + COUNTED + ") x",
                        row -> row.integer("n"),
                        query.parameters())
                .getFirst();
    }

    /** What was asked by, without what was looked for. */
    static String words(Asked asked) {
        StringBuilder words = new StringBuilder();
        say(words, "state", asked.state());
        say(words, "department", asked.departmentId());
        say(words, "overdue", asked.overdue());
        say(words, "missing", asked.missing());
        say(words, "lent", asked.lent());
        say(words, "from", asked.from());
        say(words, "until", asked.until());
        say(words, "doctor", asked.doctor() == null ? null : "named");
        say(words, "diagnosis", asked.diagnosis() == null ? null : "named");
        say(words, "number", asked.folderNumber() == null ? null : "named");
        return words.isEmpty() ? "everything" : words.toString().strip();
    }

    private static void say(StringBuilder words, String name, Object value) {
        if (value != null) {
            words.append(name).append(' ').append(value).append(' ');
        }
    }
}
