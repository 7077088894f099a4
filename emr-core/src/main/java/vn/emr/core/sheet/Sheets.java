package vn.emr.core.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Right;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.form.Filled;
import vn.emr.core.form.Form;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.form.Known;
import vn.emr.core.form.Prefill;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Database;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.Transaction;

/** Sheets of record folders as they are read, each in its own version of its form, and what is offered to make more of them. */
@ApplicationScoped
public class Sheets {
    /** One version of a sheet. */
    public record Version(int version, Instant at, String by, String reason, Status status) {}

    /** What somebody may do with a sheet now. */
    public enum Act {
        EDIT,
        COMPLETE,
        CANCEL,
        RESTORE,
        /** Take back what is signed, to write it again. */
        REVISE,
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
    private final HospitalForms forms;
    private final Editors editors;
    private final ChosenCodes codes;
    private final WrittenOut words;
    private final Clock clock;

    @Inject
    public Sheets(
            Access access,
            Database database,
            RecordStore records,
            HospitalForms forms,
            Editors editors,
            Catalogues catalogues,
            Clock clock) {
        this.access = access;
        this.database = database;
        this.records = records;
        this.forms = forms;
        this.editors = editors;
        this.codes = new ChosenCodes(catalogues);
        this.words = new WrittenOut(catalogues);
        this.clock = clock;
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

    /**
     * Sheets with what they say, each in the version that a list named, for who prints them: the print is traced with each of them.
     *
     * @throws Refusal NOT_FOUND when the chart does not show one of them any more
     */
    public List<Sheet> versions(Grant grant, List<SheetList.Line> lines) {
        return database.inTransaction(t -> lines.stream()
                .map(line ->
                        KeptSheets.version(t, grant, line.id(), line.version()).orElseThrow(Sheets::gone))
                .toList());
    }

    /**
     * What the record says now.
     *
     * @param answers of the items that it may fill in
     * @param entries of the items of the entry that is written next
     */
    public record Fresh(SortedMap<String, List<Value>> answers, SortedMap<String, List<Value>> entries) {}

    /** What the record says now of a sheet, each with its source; a person chooses what to take over. */
    public Fresh prefill(Caller caller, Grant grant, UUID sheetId) {
        access.sheet(grant, sheetId);
        Sheet sheet = database.inTransaction(t -> KeptSheets.current(t, grant, sheetId))
                .orElseThrow(Sheets::gone);
        reveal(grant, formOf(grant, sheet));
        return database.inTransaction(t -> {
            KeptSheets.Folder folder =
                    KeptSheets.folder(t, grant, sheet.folderId()).orElseThrow(Sheets::gone);
            Form form = formOf(grant, sheet);
            return new Fresh(
                    known(t, caller, grant, folder, form, now()),
                    Prefill.ofEntries(form, record(t, caller, grant, folder, now())));
        });
    }

    /** Numbers that a chart hides stand on forms in full: each time they are taken over that is traced. */
    void reveal(Grant grant, Form form) {
        if (Prefill.asks(form, "patient.national-id")) {
            access.reveal(grant, IdentifierKind.CCCD);
        }
        if (Prefill.asks(form, "patient.insurance-number")) {
            access.reveal(grant, IdentifierKind.INSURANCE_CARD);
        }
    }

    /** The sheets of a folder as its page lists them; hidden ones are left out. */
    public List<SheetList.Line> list(Transaction t, Grant grant, UUID folderId) {
        return SheetList.of(t, grant, folderId, forms.of(grant.tenantId()), now());
    }

    /**
     * What a sheet would say with other answers; nothing is kept.
     *
     * @throws Refusal with pointers to what does not keep the rules of the form
     */
    public static Map<String, List<Value>> asTyped(Form form, Map<String, List<Value>> answers) {
        return new Filled(form, Writing.checked(form, answers)).completed();
    }

    /** The forms that a folder of such a treatment may have now, by code. */
    public List<SheetList.Offered> offered(Grant grant, EncounterClass treatment) {
        return settings(treatment).stream()
                .flatMap(setting -> forms.of(grant.tenantId()).inForce(setting, now()).stream())
                .distinct()
                .filter(form -> !form.code().equals(ScannedSheets.OTHER))
                .map(SheetList.Offered::of)
                .toList();
    }

    /**
     * Answers as they are to be kept, their codes judged by the catalogues of the day of the event.
     *
     * @param before the answers that they change; empty for a new sheet
     */
    SortedMap<String, List<Value>> chosen(
            Transaction t,
            Caller caller,
            SortedMap<String, List<Value>> judged,
            Map<String, List<Value>> before,
            Instant happened) {
        codes.mustHold(t, caller.tenantId(), judged, before, happened);
        return judged;
    }

    /** @throws Refusal MALFORMED_FIELD with pointers to short forms on a paper that is handed out */
    void mustBeWrittenOut(
            Transaction t, Caller caller, Form form, SortedMap<String, List<Value>> answers, Instant happened) {
        words.mustBe(t, caller.tenantId(), form, answers, happened);
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
                formOf(grant, sheet),
                editors.editing(t, caller, sheet, now()),
                editors.draft(t, caller, sheet),
                KeptSheets.versions(t, grant, sheet.id()),
                SheetActs.allowed(t, caller, grant, sheet, state));
    }

    /** Who may add to a completed record fills in or drops the addendum; nobody changes it once it is complete. */
    static Right toChange(Right right, Caller caller, Sheet sheet) {
        boolean own = sheet.addendum() != null && sheet.authorId().equals(caller.id());
        boolean changes = right == Right.RECORD_EDIT || right == Right.RECORD_CANCEL;
        return own && changes && sheet.status() == Status.DRAFT ? Right.RECORD_CREATE : right;
    }

    /** The form of a sheet in its version. */
    Form formOf(Grant grant, Sheet sheet) {
        return forms.of(grant.tenantId())
                .version(sheet.form(), sheet.formVersion())
                .orElseThrow(
                        () -> new IllegalStateException("no form " + sheet.form() + " version " + sheet.formVersion()));
    }

    SortedMap<String, List<Value>> known(
            Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Form form, Instant now) {
        return Prefill.of(form, record(t, caller, grant, folder, now));
    }

    private static Known record(Transaction t, Caller caller, Grant grant, KeptSheets.Folder folder, Instant now) {
        return new Known(t, grant, folder.id(), folder.encounterId(), folder.facilityId(), caller.displayName(t), now);
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

    static Set<Form.Setting> settings(EncounterClass treatment) {
        return switch (treatment) {
            case INPATIENT -> Set.of(Form.Setting.INPATIENT);
            case DAY -> Set.of(Form.Setting.DAY);
            case OUTPATIENT_TREATMENT -> Set.of(Form.Setting.OUTPATIENT, Form.Setting.COMMUNE);
            case EXAMINATION, EMERGENCY, UNKNOWN -> Set.of();
        };
    }

    /** What is on paper is changed on paper, and scanned anew. */
    static void mustBeWritten(Sheet sheet) {
        if (sheet.scan() != null) {
            throw new Refusal(
                    Code.NOT_APPLICABLE, "a scanned paper is not filled in; scan it anew, and void the wrong one");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Keeps the folder of a sheet as it is until the transaction ends: neither its state nor its sheets change meanwhile.
     *
     * @return its state
     * @throws Refusal NOT_FOUND when the chart shows no such folder
     */
    public static State locked(Transaction t, Grant grant, UUID folderId) {
        return KeptSheets.locked(t, grant, folderId).orElseThrow(Sheets::gone).state();
    }

    /** Where the record of a sheet stands. */
    public static State state(Transaction t, Grant grant, UUID folderId) {
        return KeptSheets.folder(t, grant, folderId).orElseThrow(Sheets::gone).state();
    }

    static Refusal gone() {
        return new Refusal(Code.NOT_FOUND, "no such object in this record");
    }
}
