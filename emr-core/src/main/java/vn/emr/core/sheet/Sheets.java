package vn.emr.core.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.form.Filled;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.form.Known;
import vn.emr.core.form.Prefill;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/**
 * Sheets of record folders, made and read. The state of the folder decides with the right: what may be written while the patient is
 * treated may not be when the record is completed.
 */
@ApplicationScoped
public class Sheets {
    /** Clocks of screens differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** A year of intensive care has some 1,500. */
    private static final int MOST_OF_FOLDER = 5_000;

    /** A sheet not made yet: its form, and what the record knows of it. */
    public record Fresh(Form form, SortedMap<String, List<Value>> answers) {}

    /**
     * What a new sheet says.
     *
     * @param happened when that took place; decides the version of the form
     * @param requestId of the screen: the same request twice makes one sheet
     */
    public record Asked(String form, Instant happened, TreeMap<String, List<Value>> answers, UUID requestId) {}

    /** One version of a sheet. */
    public record Version(int version, Instant at, String by, String reason, Status status) {}

    /** What somebody may do with a sheet now. */
    public enum Act {
        EDIT,
        COMPLETE,
        CANCEL,
        RESTORE,
        PRINT
    }

    /**
     * A sheet open before somebody.
     *
     * @param form in the version of the sheet
     * @param draft what the caller typed and did not save; null: nothing
     * @param versions the newest first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Opened(
            Sheet sheet,
            Form form,
            @JsonUnwrapped Editors.Editing editing,
            Editors.Draft draft,
            List<Version> versions,
            Set<Act> allowed) {}

    private final Access access;
    private final Database database;
    private final RecordStore records;
    private final Forms forms;
    private final Editors editors;
    private final Clock clock;

    @Inject
    public Sheets(Access access, Database database, RecordStore records, Forms forms, Editors editors, Clock clock) {
        this.access = access;
        this.database = database;
        this.records = records;
        this.forms = forms;
        this.editors = editors;
        this.clock = clock;
    }

    /**
     * A form to fill in, with what the record knows.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN, and NOT_APPLICABLE for a form that such a folder has not
     */
    public Fresh fresh(Caller caller, Grant grant, UUID folderId, String code) {
        KeptSheets.Folder folder = mayCreate(grant, folderId);
        Instant now = now();
        Form form = form(folder, code, now);
        reveal(grant, form);
        return database.inTransaction(t -> new Fresh(form, known(t, caller, grant, folder, form, now)));
    }

    /**
     * Makes a sheet, being filled in.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT, and with pointers what does not keep the rules of the form
     */
    public Opened create(Caller caller, Grant grant, UUID folderId, Asked asked) {
        KeptSheets.Folder place = mayCreate(grant, folderId);
        if (asked == null || asked.form() == null || asked.happened() == null || asked.requestId() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "which form, when it happened and the number of the request",
                    "/form",
                    "/happened",
                    "/requestId");
        }
        Instant now = now();
        if (asked.happened().isAfter(now.plus(AHEAD))) {
            throw new Refusal(Code.FUTURE_TIME, "a sheet tells of what happened already", "/happened");
        }
        Form form = form(place, asked.form(), asked.happened());
        return database.inTransaction(t -> {
            KeptSheets.Folder folder = KeptSheets.locked(t, grant, folderId).orElseThrow(Sheets::gone);
            Sheet before = repeated(t, caller, grant, folder, asked);
            return opened(t, caller, grant, before != null ? before : made(t, caller, grant, folder, form, asked, now));
        });
    }

    /**
     * One sheet, in its own version of the form; traced once within the visit to the chart.
     *
     * @param version null: the current one
     * @throws Refusal NOT_FOUND when the chart shows no such sheet or version
     */
    public Opened read(Caller caller, Grant grant, UUID sheetId, Integer version) {
        access.sheet(grant, sheetId);
        return database.inTransaction(t -> opened(
                t,
                caller,
                grant,
                (version == null
                                ? KeptSheets.current(t, grant, sheetId)
                                : KeptSheets.version(t, grant, sheetId, version))
                        .orElseThrow(Sheets::gone)));
    }

    /** What the record says now of the items that it may fill in; a person chooses what to take over. */
    public SortedMap<String, List<Value>> prefill(Caller caller, Grant grant, UUID sheetId) {
        access.sheet(grant, sheetId);
        Sheet sheet = database.inTransaction(t -> KeptSheets.current(t, grant, sheetId))
                .orElseThrow(Sheets::gone);
        reveal(grant, formOf(sheet));
        return database.inTransaction(t -> {
            KeptSheets.Folder folder =
                    KeptSheets.folder(t, grant, sheet.folderId()).orElseThrow(Sheets::gone);
            return known(t, caller, grant, folder, formOf(sheet), now());
        });
    }

    /** Numbers that a chart hides stand on forms in full: each time they are taken over that is traced. */
    private void reveal(Grant grant, Form form) {
        if (Prefill.asks(form, "patient.national-id")) {
            access.reveal(grant, IdentifierKind.CCCD);
        }
        if (Prefill.asks(form, "patient.insurance-number")) {
            access.reveal(grant, IdentifierKind.INSURANCE_CARD);
        }
    }

    /** The sheets of a folder as its page lists them; hidden ones are left out. */
    public List<SheetList.Line> list(Transaction t, Grant grant, UUID folderId) {
        return SheetList.of(t, grant, folderId, forms, now());
    }

    /**
     * What a sheet would say with other answers; nothing is kept.
     *
     * @throws Refusal with pointers to what does not keep the rules of the form
     */
    public Map<String, List<Value>> asTyped(Opened opened, Map<String, List<Value>> answers) {
        return new Filled(opened.form(), Writing.checked(opened.form(), answers)).completed();
    }

    /** The forms that a folder of such a treatment may have now, by code. */
    public List<SheetList.Offered> offered(EncounterClass treatment) {
        return settings(treatment).stream()
                .flatMap(setting -> forms.inForce(setting, now()).stream())
                .distinct()
                .map(SheetList.Offered::of)
                .toList();
    }

    private Sheet repeated(Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Asked asked) {
        KeptSheets.Made made = KeptSheets.made(t, caller, asked.requestId()).orElse(null);
        if (made == null) {
            return null;
        }
        if (!made.folderId().equals(folder.id()) || !made.form().equals(asked.form())) {
            throw new Refusal(Code.KEY_REUSED, "this request made another sheet", "/requestId");
        }
        return KeptSheets.current(t, grant, made.sheetId()).orElseThrow(Sheets::gone);
    }

    private Sheet made(
            Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Form form, Asked asked, Instant now) {
        mustStill(grant, Right.RECORD_CREATE, folder);
        if (form.once() && KeptSheets.holds(t, grant, folder, form.code())) {
            throw new Refusal(Code.CONFLICT, "the folder holds this sheet already");
        }
        if (SheetList.count(t, grant, folder.id()) >= MOST_OF_FOLDER) {
            throw new Refusal(Code.NOT_APPLICABLE, "the folder holds 5,000 sheets");
        }
        String name = KeptSheets.name(t, caller);
        SortedMap<String, List<Value>> answers = Writing.entered(
                form,
                Writing.judged(form, asked.answers(), Map.of(), known(t, caller, grant, folder, form, now)),
                () -> new Value.Entry(Ids.next(), name, caller.id(), now, null));
        Sheet sheet = new Sheet(
                Ids.next(),
                1,
                folder.patientId(),
                folder.encounterId(),
                folder.id(),
                form.code(),
                form.version(),
                form.title(),
                Status.DRAFT,
                asked.happened().truncatedTo(ChronoUnit.MICROS),
                answers,
                caller.id(),
                name,
                null,
                new Provenance(null, name, null, now, now));
        commit(t, caller, "sheet made", sheet, now);
        KeptSheets.remember(t, caller, asked.requestId(), sheet, now);
        return sheet;
    }

    void commit(Transaction t, Caller caller, String why, Sheet sheet, Instant now) {
        records.commit(
                t, caller.tenantId(), List.of(new ChangeSet(caller.actor(), now, why, null, null, List.of(sheet))));
    }

    Opened opened(Transaction t, Caller caller, Grant grant, Sheet sheet) {
        State state = KeptSheets.folder(t, grant, sheet.folderId())
                .orElseThrow(Sheets::gone)
                .state();
        return new Opened(
                sheet,
                formOf(sheet),
                editors.editing(t, caller, sheet, now()),
                editors.draft(t, caller, sheet),
                KeptSheets.versions(t, grant, sheet.id()),
                allowed(grant, sheet, state));
    }

    private static Set<Act> allowed(Grant grant, Sheet sheet, State state) {
        List<Act> acts = new ArrayList<>();
        boolean stands = sheet.status() != Status.CANCELLED;
        boolean open = state != State.CANCELLED;
        if (open && stands && grant.may(Right.RECORD_EDIT, state)) {
            acts.add(Act.EDIT);
            if (sheet.status() == Status.DRAFT) {
                acts.add(Act.COMPLETE);
            }
        }
        if (open && stands && grant.may(Right.RECORD_CANCEL, state)) {
            acts.add(Act.CANCEL);
        }
        if (open && !stands && grant.may(Right.RECORD_RESTORE, state)) {
            acts.add(Act.RESTORE);
        }
        if (grant.may(Right.RECORD_PRINT, state)) {
            acts.add(Act.PRINT);
        }
        return new java.util.TreeSet<>(acts);
    }

    /** The form of a sheet in its version. */
    Form formOf(Sheet sheet) {
        return forms.version(sheet.form(), sheet.formVersion())
                .orElseThrow(
                        () -> new IllegalStateException("no form " + sheet.form() + " version " + sheet.formVersion()));
    }

    SortedMap<String, List<Value>> known(
            Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Form form, Instant now) {
        return Prefill.of(
                form,
                new Known(
                        t,
                        grant,
                        folder.id(),
                        folder.encounterId(),
                        folder.facilityId(),
                        KeptSheets.name(t, caller),
                        now));
    }

    /**
     * Judged again where nobody can change the folder meanwhile.
     *
     * @throws Refusal CONFLICT when its state changed since the caller was let in
     */
    static void mustStill(Grant grant, Right right, KeptSheets.Folder folder) {
        if (folder.state() == State.CANCELLED || !grant.may(right, folder.state())) {
            throw new Refusal(Code.CONFLICT, "the folder takes no such change in its state");
        }
    }

    private KeptSheets.Folder mayCreate(Grant grant, UUID folderId) {
        access.filedUnder(grant, NounKind.RECORD_FOLDER, folderId);
        KeptSheets.Folder folder = database.inTransaction(t -> KeptSheets.folder(t, grant, folderId))
                .orElseThrow(Sheets::gone);
        access.allow(grant, Right.RECORD_CREATE, folder.encounterId());
        return folder;
    }

    private Form form(KeptSheets.Folder folder, String code, Instant happened) {
        return forms.inForce(code, happened)
                .filter(form -> settings(folder.treatment()).stream().anyMatch(form.classes()::contains))
                .orElseThrow(
                        () -> new Refusal(Code.NOT_APPLICABLE, "no such form for this record on that day", "/form"));
    }

    private static Set<Form.Setting> settings(EncounterClass treatment) {
        return switch (treatment) {
            case INPATIENT -> Set.of(Form.Setting.INPATIENT);
            case DAY -> Set.of(Form.Setting.DAY);
            case OUTPATIENT_TREATMENT -> Set.of(Form.Setting.OUTPATIENT, Form.Setting.COMMUNE);
            case EXAMINATION, EMERGENCY, UNKNOWN -> Set.of();
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Refusal gone() {
        return new Refusal(Code.NOT_FOUND, "no such object in this record");
    }
}
