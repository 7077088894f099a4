package vn.emr.core.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * One person at a time writes on a sheet. Whoever takes it over is seen by the other one for half a minute before; what each typed and
 * did not save stays theirs.
 */
@ApplicationScoped
public class Editors {
    /** A screen tells every ten seconds that it is there; one that was not heard of for this long is gone. */
    static final Duration GONE = Duration.ofSeconds(60);

    /** How long somebody is warned. */
    static final Duration WARNING = Duration.ofSeconds(30);

    /** Who writes, and since when. @param mine whether that is the caller */
    public record Editor(UUID accountId, String name, Instant since, boolean mine) {}

    /** Who takes it over. @param at from then on it is theirs */
    public record Wanted(UUID accountId, String name, Instant at) {}

    /** Who has a sheet open for writing; nothing when nobody has. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Editing(Editor editor, Wanted wanted) {}

    /** What the caller typed and did not save. @param version of the sheet that it changes */
    public record Draft(int version, Instant at, SortedMap<String, List<Value>> answers) {}

    private record Seat(UUID account, String name, Instant since, UUID claimedBy, String claimant, Instant claimedAt) {
        boolean handedOver(Instant now) {
            return claimedBy != null && !now.isBefore(claimedAt.plus(WARNING));
        }
    }

    private final Access access;
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public Editors(Access access, Database database, AuditTrail trail, Clock clock) {
        this.access = access;
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The caller wants to write, or still writes. A free sheet is theirs at once; for one that somebody has they ask again until it is.
     *
     * @param takeOver whether to take it from somebody else
     */
    public Editing edit(Caller caller, Grant grant, UUID sheetId, boolean takeOver) {
        Sheet sheet = mayEdit(caller, grant, sheetId);
        return database.inTransaction(t -> {
            lock(t, sheet, caller);
            Instant now = now();
            sit(t, caller, grant, sheet, takeOver, now);
            return editing(t, caller, sheet, now);
        });
    }

    /** The caller writes no more, or takes it over no more; what was typed stays. */
    public void leave(Caller caller, Grant grant, UUID sheetId) {
        access.filedUnder(grant, NounKind.SHEET, sheetId);
        database.run(t -> {
            free(t, caller, sheetId);
            t.update("""
                    update sheet_draft set claimed_by = null, claimed_at = null
                    where tenant_id = ? and sheet_id = ? and claimed_by = ?
                    """, caller.tenantId(), sheetId, caller.id());
        });
    }

    /**
     * Keeps what was typed until it is saved; nothing is judged.
     *
     * @throws Refusal CONFLICT while somebody else writes
     */
    public void draft(
            Caller caller, Grant grant, UUID sheetId, Integer version, SortedMap<String, List<Value>> answers) {
        Sheet sheet = mayEdit(caller, grant, sheetId);
        if (version == null || answers == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "the version that was seen, and the answers", "/version", "/answers");
        }
        String json = Writing.text(answers);
        database.run(t -> {
            lock(t, sheet, caller);
            Instant now = now();
            sit(t, caller, grant, sheet, false, now);
            mustBeMine(t, caller, sheet, now);
            t.update("""
                    update sheet_draft set version = ?, answers = ?::jsonb, typed_at = ?
                    where tenant_id = ? and sheet_id = ? and account_id = ?
                    """, version, json, now, caller.tenantId(), sheetId, caller.id());
        });
    }

    /** Who has it open now. */
    Editing editing(Transaction t, Caller caller, Sheet sheet, Instant now) {
        return seat(t, sheet, now)
                .map(seat -> new Editing(
                        new Editor(
                                seat.account(),
                                seat.name(),
                                seat.since(),
                                seat.account().equals(caller.id())),
                        seat.claimedBy() == null
                                ? null
                                : new Wanted(
                                        seat.claimedBy(),
                                        seat.claimant(),
                                        seat.claimedAt().plus(WARNING))))
                .orElse(new Editing(null, null));
    }

    /** What the caller typed and did not save; null when nothing. */
    Draft draft(Transaction t, Caller caller, Sheet sheet) {
        return t.first(
                        """
                        select version, typed_at, answers::text as answers from sheet_draft
                        where tenant_id = ? and sheet_id = ? and account_id = ? and answers is not null
                        """,
                        row -> new Draft(
                                row.integer("version"), row.instant("typed_at"), Writing.answers(row.text("answers"))),
                        caller.tenantId(),
                        sheet.id(),
                        caller.id())
                .orElse(null);
    }

    /** @throws Refusal CONFLICT while somebody else writes */
    void mustBeMine(Transaction t, Caller caller, Sheet sheet, Instant now) {
        if (seat(t, sheet, now)
                .filter(seat -> !seat.account().equals(caller.id()))
                .isPresent()) {
            throw new Refusal(Code.CONFLICT, "somebody else is writing on this sheet");
        }
    }

    /** What was typed is saved now. */
    void saved(Transaction t, Caller caller, Sheet sheet) {
        t.update("""
                update sheet_draft set version = null, answers = null, typed_at = null
                where tenant_id = ? and sheet_id = ? and account_id = ?
                """, caller.tenantId(), sheet.id(), caller.id());
    }

    private void sit(Transaction t, Caller caller, Grant grant, Sheet sheet, boolean takeOver, Instant now) {
        Seat seat = seat(t, sheet, now).orElse(null);
        boolean mine = seat == null || seat.account().equals(caller.id());
        if (seat != null && seat.handedOver(now)) {
            boolean claimant = seat.claimedBy().equals(caller.id());
            UUID next = seat.claimedBy();
            seat(t, grant, sheet, next, now);
            if (claimant) {
                trail.append(t, access.event(caller, Kind.UPDATE, grant.patientId(), "SHEET_EDITOR", sheet.id()));
            }
        } else if (mine) {
            seat(t, grant, sheet, caller.id(), now);
        } else if (takeOver && seat.claimedBy() == null) {
            t.update("""
                    update sheet_draft set claimed_by = ?, claimed_at = ?
                    where tenant_id = ? and sheet_id = ? and account_id = ?
                    """, caller.id(), now, caller.tenantId(), sheet.id(), seat.account());
        }
    }

    /** From now on it is this account's; the same one stays since it came. */
    private static void seat(Transaction t, Grant grant, Sheet sheet, UUID account, Instant now) {
        t.update("""
                update sheet_draft set editing = false, claimed_by = null, claimed_at = null
                where tenant_id = ? and sheet_id = ? and editing and account_id <> ?
                """, grant.tenantId(), sheet.id(), account);
        t.update("""
                insert into sheet_draft (tenant_id, sheet_id, account_id, patient_id, editing, since, seen_at)
                values (?, ?, ?, ?, true, ?, ?)
                on conflict (tenant_id, sheet_id, account_id) do update
                  set editing = true, seen_at = excluded.seen_at,
                      since = case when sheet_draft.editing and sheet_draft.seen_at > ? then sheet_draft.since
                                   else excluded.since end
                """, grant.tenantId(), sheet.id(), account, sheet.patientId(), now, now, now.minus(GONE));
    }

    private static Optional<Seat> seat(Transaction t, Sheet sheet, Instant now) {
        return t.first(
                """
                select d.account_id, a.display_name, d.since, d.claimed_by, c.display_name as claimant, d.claimed_at
                from sheet_draft d
                join account a on a.id = d.account_id
                left join account c on c.id = d.claimed_by
                where d.tenant_id = a.tenant_id and d.sheet_id = ? and d.editing and d.seen_at > ?
                """,
                row -> new Seat(
                        row.uuid("account_id"),
                        row.text("display_name"),
                        row.instant("since"),
                        row.uuid("claimed_by"),
                        row.text("claimant"),
                        row.instant("claimed_at")),
                sheet.id(),
                now.minus(GONE));
    }

    /** The caller's seat is free; a row without anything typed goes. */
    static void free(Transaction t, Caller caller, UUID sheetId) {
        t.update(
                "delete from sheet_draft where tenant_id = ? and sheet_id = ? and account_id = ? and answers is null",
                caller.tenantId(),
                sheetId,
                caller.id());
        t.update("""
                update sheet_draft set editing = false, claimed_by = null, claimed_at = null
                where tenant_id = ? and sheet_id = ? and account_id = ?
                """, caller.tenantId(), sheetId, caller.id());
    }

    /** Two who come at once are one after the other. */
    private static void lock(Transaction t, Sheet sheet, Caller caller) {
        t.query(
                "select 1 as one from sheet s where s.tenant_id = ? and s.patient_id = ? and s.sheet_id = ? for no key update",
                row -> row.integer("one"),
                caller.tenantId(),
                sheet.patientId(),
                sheet.id());
    }

    private Sheet mayEdit(Caller caller, Grant grant, UUID sheetId) {
        access.filedUnder(grant, NounKind.SHEET, sheetId);
        Sheet sheet = database.inTransaction(t -> KeptSheets.current(t, grant, sheetId))
                .orElseThrow(Sheets::gone);
        access.allow(grant, Sheets.toChange(Right.RECORD_EDIT, caller, sheet), sheet.encounterId());
        if (sheet.status() == Sheet.Status.CANCELLED) {
            throw new Refusal(Code.CONFLICT, "the sheet was declared void");
        }
        Sheets.mustBeWritten(sheet);
        return sheet;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
