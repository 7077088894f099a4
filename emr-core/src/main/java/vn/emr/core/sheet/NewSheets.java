package vn.emr.core.sheet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.emr.core.form.Form;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * Sheets of record folders as they are made. The state of the folder decides with the right: what may be made while the patient is
 * treated may not be when the record is completed.
 */
@ApplicationScoped
public class NewSheets {
    /** Clocks of screens differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** A year of intensive care has some 1,500. */
    private static final int MOST_OF_FOLDER = 5_000;

    /** A sheet not made yet: its form, and what the record knows of it. @param addendum whether it must say why it is added */
    public record Fresh(Form form, SortedMap<String, List<Value>> answers, boolean addendum) {}

    /**
     * What a new sheet says.
     *
     * @param happened when that took place; decides the version of the form
     * @param requestId of the screen: the same request twice makes one sheet
     * @param reason why it is added to a completed record; nothing for a record under treatment
     */
    public record Asked(
            String form, Instant happened, TreeMap<String, List<Value>> answers, UUID requestId, String reason) {}

    private final Access access;
    private final Database database;
    private final Sheets sheets;
    private final HospitalForms forms;
    private final Clock clock;

    @Inject
    public NewSheets(Access access, Database database, Sheets sheets, HospitalForms forms, Clock clock) {
        this.access = access;
        this.database = database;
        this.sheets = sheets;
        this.forms = forms;
        this.clock = clock;
    }

    /**
     * A form to fill in, with what the record knows.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN, and NOT_APPLICABLE for a form that such a folder has not, and for a folder that takes
     *     no sheets
     */
    public Fresh fresh(Caller caller, Grant grant, UUID folderId, String code) {
        KeptSheets.Folder folder = mayCreate(grant, folderId);
        Instant now = now();
        Form form = form(grant, folder, code, now);
        sheets.reveal(grant, form);
        return database.inTransaction(
                t -> new Fresh(form, sheets.known(t, caller, grant, folder, form, now), late(folder)));
    }

    /**
     * Makes a sheet, being filled in. In a completed or closed record it is an addendum (phụ lục bổ sung) with its reason.
     *
     * @throws Refusal NOT_FOUND, FORBIDDEN, CONFLICT, NOT_APPLICABLE, and with pointers what does not keep the rules of the form
     */
    public Sheets.Opened create(Caller caller, Grant grant, UUID folderId, Asked asked) {
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
        Form form = form(grant, place, asked.form(), asked.happened());
        return database.inTransaction(t -> {
            KeptSheets.Folder folder = KeptSheets.locked(t, grant, folderId).orElseThrow(Sheets::gone);
            Sheet before = repeated(t, caller, grant, folder, asked.requestId(), asked.form());
            return sheets.opened(
                    t, caller, grant, before != null ? before : made(t, caller, grant, folder, form, asked, now));
        });
    }

    /** What this request made before; null: nothing. */
    static Sheet repeated(
            Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, UUID requestId, String form) {
        KeptSheets.Made made = KeptSheets.made(t, caller, requestId).orElse(null);
        if (made == null) {
            return null;
        }
        if (!made.folderId().equals(folder.id()) || !made.form().equals(form)) {
            throw new Refusal(Code.KEY_REUSED, "this request made another sheet", "/requestId");
        }
        return KeptSheets.current(t, grant, made.sheetId()).orElseThrow(Sheets::gone);
    }

    private Sheet made(
            Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Form form, Asked asked, Instant now) {
        Sheet.Addendum addendum = added(t, grant, folder, form, asked.reason());
        String name = caller.displayName(t);
        SortedMap<String, List<Value>> answers = Writing.entered(
                form,
                sheets.chosen(
                        t,
                        caller,
                        Writing.judged(
                                form, asked.answers(), Map.of(), sheets.known(t, caller, grant, folder, form, now)),
                        Map.of(),
                        asked.happened()),
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
                addendum,
                null,
                null,
                new Provenance(null, name, null, now, now));
        sheets.commit(t, caller, addendum == null ? "sheet made" : "addendum made", sheet, now);
        Awaited.of(t, caller.tenantId(), sheet, form, null, place -> false);
        KeptSheets.remember(t, caller, asked.requestId(), sheet, now);
        return sheet;
    }

    /**
     * That the folder, which nobody changes meanwhile, takes one more sheet of a form.
     *
     * @return as what it is added to a completed record; null: the patient is under treatment
     */
    static Sheet.Addendum added(Transaction t, Grant grant, KeptSheets.Folder folder, Form form, String reason) {
        mustTake(folder);
        Sheets.mustStill(grant, Right.RECORD_CREATE, folder);
        if (form.once() && KeptSheets.holds(t, grant, folder, form.code())) {
            throw new Refusal(Code.CONFLICT, "the folder holds this sheet already");
        }
        if (SheetList.count(t, grant, folder.id()) >= MOST_OF_FOLDER) {
            throw new Refusal(Code.NOT_APPLICABLE, "the folder holds 5,000 sheets");
        }
        return late(folder) ? new Sheet.Addendum(folder.state(), Writing.reason(reason, true)) : null;
    }

    /** A folder that the caller may add sheets to. */
    KeptSheets.Folder mayCreate(Grant grant, UUID folderId) {
        access.filedUnder(grant, NounKind.RECORD_FOLDER, folderId);
        KeptSheets.Folder folder = database.inTransaction(t -> KeptSheets.folder(t, grant, folderId))
                .orElseThrow(Sheets::gone);
        access.allow(grant, Right.RECORD_CREATE, folder.encounterId());
        mustTake(folder);
        return folder;
    }

    /** One folder stands for a visit that several systems told: a sheet in another one would be seen by nobody. */
    private static void mustTake(KeptSheets.Folder folder) {
        if (folder.partOf() != null) {
            throw new Refusal(Code.NOT_APPLICABLE, "another folder stands for this visit; sheets belong into that one");
        }
        if (folder.state() == State.CANCELLED) {
            throw new Refusal(Code.NOT_APPLICABLE, "a cancelled folder takes no sheets");
        }
    }

    private static boolean late(KeptSheets.Folder folder) {
        return folder.state() != State.IN_TREATMENT;
    }

    private Form form(Grant grant, KeptSheets.Folder folder, String code, Instant happened) {
        return fitting(grant, folder, code, happened)
                .filter(form -> !form.code().equals(ScannedSheets.OTHER))
                .orElseThrow(NewSheets::noForm);
    }

    /** A form by its code, when such a folder has it on that day. */
    Optional<Form> fitting(Grant grant, KeptSheets.Folder folder, String code, Instant happened) {
        return forms.of(grant.tenantId())
                .inForce(code, happened)
                .filter(form -> Sheets.settings(folder.treatment()).stream().anyMatch(form.classes()::contains));
    }

    /** Whether the hospital has a form of that code, for whatever record. */
    boolean known(Grant grant, String code) {
        return forms.of(grant.tenantId()).all().stream()
                .anyMatch(form -> form.code().equals(code));
    }

    static Refusal noForm() {
        return new Refusal(Code.NOT_APPLICABLE, "no such form for this record on that day", "/form");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
