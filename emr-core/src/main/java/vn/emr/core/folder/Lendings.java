package vn.emr.core.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * The register of volumes that left the archive (sổ mượn, trả hồ sơ): to whom, why and until when. It opens nothing on a screen: who
 * needs to read asks for the record and is a guest of it (ADR 45).
 */
@ApplicationScoped
public class Lendings {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MOST_DAYS = 365;
    private static final int MOST = 200;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 500;

    /** What a volume is lent for (Luật KBCB 15/2023 art. 69 k4). */
    public enum Purpose {
        TREATMENT,
        QUALITY,
        TEACHING,
        RESEARCH,
        INSURANCE,
        AUTHORITY,
        OTHER
    }

    /**
     * Somebody borrows.
     *
     * @param unit the department or organisation
     * @param note such as the number of the letter; null: nothing
     * @param dueOn the last day, today or within a year
     */
    public record Lend(String borrower, String unit, Purpose purpose, String note, LocalDate dueOn) {}

    /** @param note what is wrong with it; null: nothing */
    public record Return(String note) {}

    /** One lending. @param returnedAt null: not yet; {@code overdue} is only told then */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lending(
            UUID id,
            String borrower,
            String unit,
            Purpose purpose,
            String note,
            Instant lentAt,
            String lentBy,
            LocalDate dueOn,
            boolean overdue,
            Instant returnedAt,
            String returnedBy,
            String returnNote) {}

    private static final String OF_FOLDER = """
            select l.id, l.borrower, l.unit, l.purpose, l.note, l.lent_at, a.display_name as lent_by, l.due_on::text as due_on,
                   r.returned_at, b.display_name as returned_by, r.note as return_note
            from lending l
            join account a on a.id = l.lent_by
            left join lending_return r on r.lending_id = l.id
            left join account b on b.id = r.returned_by
            where l.tenant_id = ? and l.folder_id = ?
            order by l.lent_at desc, l.id desc
            limit ?
            """;

    private final Access access;
    private final Folders folders;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public Lendings(Access access, Folders folders, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.folders = folders;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** The lendings of a folder, the newest first. */
    static List<Lending> of(Transaction t, Grant grant, UUID folderId, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, VIETNAM);
        return t.query(OF_FOLDER, row -> lending(row, today), grant.tenantId(), folderId, MOST);
    }

    /** Whether who keeps the archive may lend the volume of a folder in this state, or take it back. */
    static boolean may(Grant grant, RecordFolder folder) {
        boolean kept = folder.state() == State.CLOSED || folder.state() == State.ARCHIVED;
        return kept && grant.may(Right.RECORD_CLOSE, folder.state());
    }

    /**
     * Lends the volume of a closed or archived folder.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN (both traced); NOT_APPLICABLE for a folder under treatment, completed or cancelled; CONFLICT
     *     when it is lent already; with pointers what is missing
     */
    public void lend(Caller caller, Grant grant, UUID folderId, Lend asked) {
        RecordFolder folder = kept(caller, grant, folderId);
        Instant now = now();
        Lend lend = checked(asked, LocalDate.ofInstant(now, VIETNAM));
        UUID id = Ids.next();
        database.run(t -> {
            lock(t, folder);
            if (out(t, folderId)) {
                throw new Refusal(Code.CONFLICT, "the volume is lent already");
            }
            t.update(
                    """
                    insert into lending (id, tenant_id, folder_id, patient_id, borrower, unit, purpose, note, lent_at, lent_by, due_on)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date)
                    """,
                    id,
                    grant.tenantId(),
                    folderId,
                    folder.patientId(),
                    lend.borrower(),
                    lend.unit(),
                    lend.purpose().name(),
                    lend.note(),
                    now,
                    caller.id(),
                    lend.dueOn().toString());
            trail.append(
                    t,
                    access.event(caller, Kind.DISCLOSED, grant.patientId(), "LENDING", id)
                            .ofVisit(folder.encounterId())
                            .because(lend.purpose() + " until " + lend.dueOn()));
        });
    }

    /**
     * Takes a volume back.
     *
     * @throws Refusal as {@link #lend}; NOT_FOUND for no lending of the folder, CONFLICT when it came back already
     */
    public void giveBack(Caller caller, Grant grant, UUID folderId, UUID lendingId, Return asked) {
        RecordFolder folder = kept(caller, grant, folderId);
        String note = text(asked == null ? null : asked.note());
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most 500 characters", "/note");
        }
        database.run(t -> {
            lock(t, folder);
            Instant now = now();
            Lending lending = of(t, grant, folderId, now).stream()
                    .filter(one -> one.id().equals(lendingId))
                    .findFirst()
                    .orElseThrow(() -> access.missing(grant, "LENDING", lendingId));
            if (lending.returnedAt() != null) {
                throw new Refusal(Code.CONFLICT, "the volume came back already");
            }
            t.update(
                    "insert into lending_return (lending_id, returned_at, returned_by, note) values (?, ?, ?, ?)",
                    lendingId,
                    now,
                    caller.id(),
                    note);
            trail.append(
                    t,
                    access.event(caller, Kind.UPDATE, grant.patientId(), "LENDING", lendingId)
                            .ofVisit(folder.encounterId())
                            .because("returned"));
        });
    }

    private RecordFolder kept(Caller caller, Grant grant, UUID folderId) {
        RecordFolder folder = folders.find(grant, folderId).folder();
        if (folder.state() != State.CLOSED && folder.state() != State.ARCHIVED) {
            throw new Refusal(Code.NOT_APPLICABLE, "only the volume of a closed record is lent");
        }
        if (!may(grant, folder)) {
            throw access.refuse(caller, grant, "LENDING", folderId);
        }
        return folder;
    }

    private static boolean out(Transaction t, UUID folderId) {
        return t.first("select 1 as one from lending_open where folder_id = ?", row -> row.integer("one"), folderId)
                .isPresent();
    }

    /** Two who lend at once are one after the other. */
    private static void lock(Transaction t, RecordFolder folder) {
        t.query(
                "select 1 as one from record_folder where patient_id = ? and folder_id = ? for no key update",
                row -> row.integer("one"),
                folder.patientId(),
                folder.id());
    }

    private static Lend checked(Lend asked, LocalDate today) {
        if (asked == null || asked.purpose() == null || asked.dueOn() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "what for, and until when", "/purpose", "/dueOn");
        }
        Lend lend = new Lend(
                text(asked.borrower()), text(asked.unit()), asked.purpose(), text(asked.note()), asked.dueOn());
        List<String> faults = new ArrayList<>();
        if (!named(lend.borrower())) {
            faults.add("/borrower");
        }
        if (!named(lend.unit())) {
            faults.add("/unit");
        }
        if (lend.note() != null && lend.note().length() > LONGEST_NOTE) {
            faults.add("/note");
        }
        if (lend.dueOn().isBefore(today) || lend.dueOn().isAfter(today.plusDays(MOST_DAYS))) {
            faults.add("/dueOn");
        }
        if (!faults.isEmpty()) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a lending", faults.toArray(String[]::new));
        }
        return lend;
    }

    private static boolean named(String text) {
        return text != null && text.length() >= 2 && text.length() <= LONGEST_NAME;
    }

    private static String text(String sent) {
        if (sent == null) {
            return null;
        }
        String clean = Normalizer.normalize(sent, Normalizer.Form.NFC)
                .replace('\0', ' ')
                .strip();
        return clean.isEmpty() ? null : clean;
    }

    private static Lending lending(Row row, LocalDate today) {
        LocalDate due = LocalDate.parse(row.text("due_on"));
        Instant returned = row.instant("returned_at");
        return new Lending(
                row.uuid("id"),
                row.text("borrower"),
                row.text("unit"),
                Purpose.valueOf(row.text("purpose")),
                row.text("note"),
                row.instant("lent_at"),
                row.text("lent_by"),
                due,
                returned == null && due.isBefore(today),
                returned,
                row.text("returned_by"),
                row.text("return_note"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
