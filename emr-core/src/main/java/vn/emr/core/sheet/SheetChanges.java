package vn.emr.core.sheet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.form.Form;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Changes of a sheet: each names the version it changes and makes the next one, with who, when and where needed why. Nothing is
 * overwritten: whoever saw an older version is told.
 */
@ApplicationScoped
public class SheetChanges {
    /** @param complete whether its author declares it complete */
    public record Save(Integer version, TreeMap<String, List<Value>> answers, String reason, boolean complete) {}

    /** Declared void, restored, taken back or struck out, and why. */
    public record Reasoned(Integer version, String reason) {}

    /** Who writes, and when. */
    record By(String name, UUID id, Instant at) {
        Provenance origin() {
            return new Provenance(null, name, null, at, at);
        }
    }

    record Open(Sheet sheet, KeptSheets.Folder folder, Form form, By by) {}
    /** Makes the next version; null when nothing is to be changed. */
    interface Change {
        Sheet of(Transaction t, Open open);
    }

    private final Access access;
    private final Database database;
    private final Sheets sheets;
    private final Editors editors;
    private final Clock clock;

    @Inject
    public SheetChanges(Access access, Database database, Sheets sheets, Editors editors, Clock clock) {
        this.access = access;
        this.database = database;
        this.sheets = sheets;
        this.editors = editors;
        this.clock = clock;
    }

    /**
     * Writes the next version.
     *
     * @throws Refusal CONFLICT when the version is not the current one, or somebody else writes; REQUIRED_FIELD_MISSING without a
     *     reason for changing a completed sheet; with pointers what does not keep the rules of the form
     */
    public Sheets.Opened save(Caller caller, Grant grant, UUID sheetId, Save asked) {
        Integer version = asked == null ? null : asked.version();
        return change(caller, grant, sheetId, version, Right.RECORD_EDIT, (t, open) -> {
            Sheet sheet = open.sheet();
            mustStand(sheet);
            Sheets.mustBeWritten(sheet);
            mustNotBeSigned(t, caller, sheet);
            boolean completed = sheet.status() == Status.COMPLETED;
            String reason = Writing.reason(asked.reason(), completed);
            if (asked.answers() == null) {
                throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the answers", "/answers");
            }
            SortedMap<String, List<Value>> sent = Writing.withEntries(open.form(), asked.answers(), sheet.answers());
            SortedMap<String, List<Value>> known = sheets.known(
                    t, caller, grant, open.folder(), open.form(), open.by().at());
            SortedMap<String, List<Value>> answers = sheets.chosen(
                    t,
                    caller,
                    Writing.judged(open.form(), sent, sheet.answers(), known),
                    sheet.answers(),
                    sheet.happened());
            Status next = completed || asked.complete() ? Status.COMPLETED : Status.DRAFT;
            String why = next == sheet.status() ? "sheet written" : "sheet completed";
            editors.saved(t, caller, sheet);
            if (next == Status.COMPLETED) {
                sheets.mustBeWrittenOut(t, caller, open.form(), answers, sheet.happened());
                Editors.free(t, caller, sheet.id());
            }
            return next == sheet.status() && answers.equals(sheet.answers())
                    ? null
                    : committed(
                            t,
                            caller,
                            grant,
                            why,
                            sheet.next(next, answers, reason, open.by().origin()),
                            open);
        });
    }

    /**
     * Declares a sheet void (hủy); it stays readable as such.
     *
     * @throws Refusal as {@link #save}, and CONFLICT when it is already; FORBIDDEN as {@link #revise} when it is signed
     */
    public Sheets.Opened cancel(Caller caller, Grant grant, UUID sheetId, Reasoned asked) {
        Integer version = asked == null ? null : asked.version();
        return change(caller, grant, sheetId, version, Right.RECORD_CANCEL, (t, open) -> {
            mustStand(open.sheet());
            mayTakeBack(t, caller, grant, open);
            String reason = Writing.reason(asked.reason(), true);
            return committed(
                    t,
                    caller,
                    grant,
                    "sheet declared void",
                    open.sheet()
                            .next(
                                    Status.CANCELLED,
                                    open.sheet().answers(),
                                    reason,
                                    open.by().origin()),
                    open);
        });
    }

    /**
     * Takes a cancellation back (khôi phục): the sheet stands as it did.
     *
     * @throws Refusal CONFLICT when it is not void, or the folder holds another one of a form that it may have once
     */
    public Sheets.Opened restore(Caller caller, Grant grant, UUID sheetId, Reasoned asked) {
        Integer version = asked == null ? null : asked.version();
        return change(caller, grant, sheetId, version, Right.RECORD_RESTORE, (t, open) -> {
            Sheet sheet = open.sheet();
            String reason = Writing.reason(asked.reason(), true);
            if (sheet.status() != Status.CANCELLED) {
                throw new Refusal(Code.CONFLICT, "the sheet was not declared void");
            }
            if (open.form().once() && KeptSheets.holds(t, grant, open.folder(), sheet.form())) {
                throw new Refusal(Code.CONFLICT, "the folder holds this sheet already");
            }
            Status before = KeptSheets.version(t, grant, sheetId, sheet.version() - 1)
                    .orElseThrow(Sheets::gone)
                    .status();
            return committed(
                    t,
                    caller,
                    grant,
                    "sheet restored",
                    sheet.next(before, sheet.answers(), reason, open.by().origin()),
                    open);
        });
    }

    /**
     * Takes a complete sheet back to be written again (hủy ký điều chỉnh). What was signed stays as it was signed; the sheet is signed
     * anew in its next version.
     *
     * @throws Refusal as {@link #save}; FORBIDDEN for who neither wrote nor signed it nor leads the department; NOT_APPLICABLE
     *     when it is not complete
     */
    public Sheets.Opened revise(Caller caller, Grant grant, UUID sheetId, Reasoned asked) {
        Integer version = asked == null ? null : asked.version();
        return change(caller, grant, sheetId, version, Right.RECORD_EDIT, (t, open) -> {
            mayTakeBack(t, caller, grant, open);
            return takenBack(t, caller, grant, open, asked.reason(), "sheet taken back for revision");
        });
    }

    /**
     * Sends a complete sheet back to who wrote it, because somebody would not sign it.
     *
     * @param right by which they would sign
     * @param with what else is kept in the same transaction
     * @throws Refusal as {@link #revise}
     */
    public Sheets.Opened sendBack(
            Caller caller,
            Grant grant,
            UUID sheetId,
            Right right,
            Reasoned asked,
            BiConsumer<Transaction, Sheet> with) {
        Integer version = asked == null ? null : asked.version();
        return change(caller, grant, sheetId, version, right, (t, open) -> {
            with.accept(t, open.sheet());
            return takenBack(t, caller, grant, open, asked.reason(), "signature refused");
        });
    }

    private Sheet takenBack(Transaction t, Caller caller, Grant grant, Open open, String why, String what) {
        Sheet sheet = open.sheet();
        String reason = Writing.reason(why, true);
        if (sheet.status() != Status.COMPLETED || sheet.scan() != null) {
            throw new Refusal(Code.NOT_APPLICABLE, "only a complete sheet that was written here is taken back");
        }
        return committed(
                t,
                caller,
                grant,
                what,
                sheet.next(Status.DRAFT, sheet.answers(), reason, open.by().origin()),
                open);
    }

    Sheets.Opened change(Caller caller, Grant grant, UUID sheetId, Integer version, Right right, Change change) {
        access.filedUnder(grant, NounKind.SHEET, sheetId);
        Sheet seen = database.inTransaction(t -> KeptSheets.current(t, grant, sheetId))
                .orElseThrow(Sheets::gone);
        access.allow(grant, Sheets.toChange(right, caller, seen), seen.encounterId());
        if (version == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the version that was seen", "/version");
        }
        return database.inTransaction(t -> {
            KeptSheets.Folder folder =
                    KeptSheets.locked(t, grant, seen.folderId()).orElseThrow(Sheets::gone);
            Sheet sheet = KeptSheets.current(t, grant, sheetId).orElseThrow(Sheets::gone);
            Sheets.mustStill(grant, Sheets.toChange(right, caller, sheet), folder);
            if (sheet.version() != version) {
                throw new Refusal(Code.CONFLICT, "the sheet changed meanwhile");
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            editors.mustBeMine(t, caller, sheet, now);
            By by = new By(caller.displayName(t), caller.id(), now);
            Sheet next = change.of(t, new Open(sheet, folder, sheets.formOf(grant, sheet), by));
            return sheets.opened(t, caller, grant, next == null ? sheet : next);
        });
    }

    Sheet committed(Transaction t, Caller caller, Grant grant, String why, Sheet next, Open open) {
        sheets.commit(t, caller, why, next, open.by().at());
        UUID by = open.sheet().status() == Status.CANCELLED ? null : caller.id();
        Awaited.of(
                t,
                caller.tenantId(),
                next,
                open.form(),
                by,
                place -> grant.may(
                        SigningPlace.right(place.role()), open.folder().state()));
        return next;
    }

    /** What somebody signed is undone by who wrote or signed it, or leads the department. */
    private void mayTakeBack(Transaction t, Caller caller, Grant grant, Open open) {
        if (!SheetActs.mayUndo(t, caller, grant, open.sheet(), open.folder().state())) {
            throw access.refuse(caller, grant, "SIGNED_SHEET", open.sheet().id());
        }
    }

    /** What somebody signed is taken back before it is written again. */
    private static void mustNotBeSigned(Transaction t, Caller caller, Sheet sheet) {
        if (KeptSheets.signed(t, caller.tenantId(), sheet)) {
            throw new Refusal(Code.CONFLICT, "the sheet is signed; take it back for revision, or declare it void");
        }
    }

    static void mustStand(Sheet sheet) {
        if (sheet.status() == Status.CANCELLED) {
            throw new Refusal(Code.CONFLICT, "the sheet was declared void");
        }
    }
}
