package vn.emr.core.printing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * Verifies a paper by the code on it (NĐ 137/2024/NĐ-CP, art. 4–5). Who holds the paper holds its code, which nobody guesses; so anybody
 * is told what was printed, when, by whom, and whether it is still the newest, and nothing of the patient.
 */
@ApplicationScoped
public class PrintLookup {
    /** How far the clock in a code may be from the time of its line. */
    private static final Duration AROUND = Duration.ofDays(1);

    /** Whether what a paper shows still stands. */
    public enum State {
        CURRENT,
        /** There is a newer version, or more of it. */
        REPLACED,
        /** It was declared void, or taken back. */
        CANCELLED,
        /** It was printed as it was typed, and never kept so. */
        TYPED
    }

    /**
     * What a code stands for.
     *
     * @param of a sheet, a result, or the folder of a record
     * @param owner the facility that answers for the record
     * @param extract of a record not everything was printed
     * @param form by which a sheet or a result was printed; of a record null, and so are title and version
     * @param things how many sheets and results were printed
     * @param changed how many of them do not stand any more as they were printed
     * @param added how many came to the record since; none for an extract
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verified(
            UUID code,
            NounKind of,
            Instant at,
            String by,
            String owner,
            boolean extract,
            String form,
            String title,
            Integer version,
            State state,
            int things,
            int changed,
            int added) {}

    /** Where in which record it lies, for those who may open that. */
    public record Place(UUID patientId, NounKind of, UUID id) {}

    private record Line(
            UUID code,
            UUID tenantId,
            UUID patientId,
            NounKind of,
            UUID id,
            Instant at,
            String by,
            String owner,
            String detail) {}

    private record Thing(String form, String title, Integer version, State state) {}

    /** Of a record not everything was printed, says the line of the trace. */
    static final String EXTRACT = "extract";

    private static final String LINE = """
            select e.id, e.tenant_id, e.patient_id, e.object_kind, e.object_id, e.at, e.detail,
                   coalesce(a.display_name, e.actor_name) as by, f.name as owner
            from audit_event e
            join printed p on p.print_id = e.id and p.part = 1
            left join account a on a.id = e.actor_id
            left join encounter v on v.tenant_id = e.tenant_id and v.patient_id = p.patient_id
                                 and v.encounter_id = e.encounter_id
            left join facility f on f.id = v.facility_id
            where e.id = ? and e.at between ? and ? and e.kind = 'PRINT'
            """;

    private static final String THINGS = """
            select p.form, p.title, p.version,
                   case when p.version is null then 'TYPED'
                        when s.status = 'CANCELLED' or d.status in ('CANCELLED', 'ENTERED_IN_ERROR', 'DELETED') then 'CANCELLED'
                        when p.version = coalesce(s.version, d.version) then 'CURRENT'
                        else 'REPLACED' end as state
            from printed p
            left join sheet s on p.object_kind = 'SHEET' and s.tenant_id = p.tenant_id and s.patient_id = p.patient_id
                             and s.sheet_id = p.object_id
            left join diagnostic_report d on p.object_kind = 'DIAGNOSTIC_REPORT' and d.tenant_id = p.tenant_id
                                         and d.patient_id = p.patient_id and d.report_id = p.object_id
            where p.print_id = ?
            order by p.part
            """;

    private static final String ADDED = """
            select (select count(*) from sheet s
                    where s.tenant_id = f.tenant_id and s.folder_id = f.folder_id and s.revised_at > ? and s.status <> 'CANCELLED'
                      and not exists (select 1 from printed p where p.print_id = ? and p.object_id = s.sheet_id))
                 + (select count(*) from diagnostic_report d
                    where d.tenant_id = f.tenant_id and d.patient_id = f.patient_id and d.encounter_id = f.encounter_id
                      and d.revised_at > ?
                      and not exists (select 1 from printed p where p.print_id = ? and p.object_id = d.report_id)) as n
            from record_folder f
            where f.tenant_id = ? and f.folder_id = ?
            """;

    private final Access access;
    private final Database database;
    private final PrintAccess prints;

    @Inject
    public PrintLookup(Access access, Database database, PrintAccess prints) {
        this.access = access;
        this.database = database;
        this.prints = prints;
    }

    /**
     * What a code stands for; traced each time.
     *
     * @throws Refusal NOT_FOUND when no paper has this code; traced
     */
    public Verified verify(PrintAccess.Visitor visitor, UUID code) {
        Verified found = database.inTransaction(t -> {
            Line line = line(t, code);
            prints.lookedUp(t, visitor, "PRINT", code, line == null ? null : line.tenantId());
            return line == null ? null : verified(t, line);
        });
        if (found == null) {
            throw new Refusal(Code.NOT_FOUND, "no print has this code");
        }
        return found;
    }

    /**
     * Where the thing lies that was printed.
     *
     * @throws Refusal NOT_FOUND when no paper of the caller's hospital has this code, or the chart does not show it any more;
     *     FORBIDDEN when the caller may not open the record; traced
     */
    public Place place(Caller caller, UUID code) {
        Line line = database.inTransaction(t -> line(t, code));
        if (line == null || !line.tenantId().equals(caller.tenantId())) {
            throw access.missing(caller, "PRINT", code);
        }
        Grant grant = access.open(caller, caller.purpose(), line.patientId());
        access.noGuest(grant, "PRINT");
        access.filedUnder(grant, line.of(), line.id());
        return new Place(grant.patientId(), line.of(), line.id());
    }

    private static Line line(Transaction t, UUID code) {
        if (code.version() != 7) {
            return null;
        }
        Instant around = Instant.ofEpochMilli(code.getMostSignificantBits() >>> 16);
        return t.first(LINE, PrintLookup::line, code, around.minus(AROUND), around.plus(AROUND))
                .orElse(null);
    }

    private static Line line(Row row) {
        return new Line(
                row.uuid("id"),
                row.uuid("tenant_id"),
                row.uuid("patient_id"),
                NounKind.valueOf(row.text("object_kind")),
                row.uuid("object_id"),
                row.instant("at"),
                row.text("by"),
                row.text("owner"),
                row.text("detail"));
    }

    private static Verified verified(Transaction t, Line line) {
        List<Thing> things = t.query(
                THINGS,
                row -> new Thing(
                        row.text("form"), row.text("title"), row.integer("version"), State.valueOf(row.text("state"))),
                line.code());
        if (line.of() != NounKind.RECORD_FOLDER) {
            Thing one = things.getFirst();
            int changed = one.state() == State.CURRENT ? 0 : 1;
            return verified(line, one, one.state(), 1, changed, 0);
        }
        int changed = (int)
                things.stream().filter(thing -> thing.state() != State.CURRENT).count();
        int added = extract(line) ? 0 : added(t, line);
        State state = changed + added == 0 ? State.CURRENT : State.REPLACED;
        return verified(line, new Thing(null, null, null, state), state, things.size(), changed, added);
    }

    private static Verified verified(Line line, Thing thing, State state, int things, int changed, int added) {
        return new Verified(
                line.code(),
                line.of(),
                line.at(),
                line.by(),
                line.owner(),
                extract(line),
                thing.form(),
                thing.title(),
                thing.version(),
                state,
                things,
                changed,
                added);
    }

    private static boolean extract(Line line) {
        return line.detail() != null && line.detail().startsWith(EXTRACT);
    }

    private static int added(Transaction t, Line line) {
        return t.first(
                        ADDED,
                        row -> Math.toIntExact(row.number("n")),
                        line.at(),
                        line.code(),
                        line.at(),
                        line.code(),
                        line.tenantId(),
                        line.id())
                .orElse(0);
    }
}
