package vn.emr.core.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Value;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** A doctor, a nurse and a head of a ward, and a patient there with a record folder. */
abstract class AtTheDesk {
    static final Hospital HOSPITAL = new Hospital();
    static final HospitalForms FORMS = new HospitalForms(new Forms("test-forms"), HOSPITAL.database);
    static final String FORM = "T/SHEET";
    static final String NOTE = "T/NOTE";

    /** A clock that goes when a test says so. */
    static final class Hand extends Clock {
        private Instant now = Instant.now();

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    final Hand clock = new Hand();
    final AuditTrail trail = new AuditTrail(HOSPITAL.database);
    final Access access = new Access(HOSPITAL.database, trail);
    final Editors editors = new Editors(access, HOSPITAL.database, trail, clock);
    final Sheets sheets = new Sheets(
            access, HOSPITAL.database, HOSPITAL.records, FORMS, editors, new Catalogues(HOSPITAL.database), clock);
    final NewSheets newSheets = new NewSheets(access, HOSPITAL.database, sheets, FORMS, clock);
    final SheetChanges changes = new SheetChanges(access, HOSPITAL.database, sheets, editors, clock);
    final SheetEntries entries = new SheetEntries(access, sheets, changes);

    UUID ward;
    UUID patient;
    UUID visit;
    UUID folder;
    Caller doctor;
    Caller nurse;
    Caller head;
    Caller clerk;

    @BeforeEach
    void come() {
        ward = HOSPITAL.department("W" + Ids.next());
        patient = HOSPITAL.patient("Nguyễn Văn Mẫu");
        visit = HOSPITAL.stay(patient, ward, null, null, false);
        folder = folder(visit, State.IN_TREATMENT);
        doctor = somebody(Role.DOCTOR);
        nurse = somebody(Role.NURSE);
        head = somebody(Role.HEAD_OF_DEPARTMENT);
        clerk = somebody(Role.RECORDS_CLERK);
    }

    UUID folder(UUID encounter, State state) {
        HOSPITAL.folder(patient, encounter, HOSPITAL.facility, state);
        return HOSPITAL.database
                .first(
                        "select folder_id from record_folder where encounter_id = ?",
                        row -> row.uuid("folder_id"),
                        encounter)
                .orElseThrow();
    }

    Caller somebody(Role role) {
        return HOSPITAL.caller(HOSPITAL.account(role + "-" + Ids.next(), "x", role, ward), role, ward);
    }

    Grant open(Caller caller) {
        return access.open(caller, Purpose.TREATMENT, patient);
    }

    Sheets.Opened make(Caller caller, Map<String, List<Value>> answers) {
        return make(caller, FORM, answers, Ids.next());
    }

    Sheets.Opened make(Caller caller, String form, Map<String, List<Value>> answers, UUID request) {
        return newSheets.create(
                caller,
                open(caller),
                folder,
                new NewSheets.Asked(form, clock.instant(), new TreeMap<>(answers), request, null));
    }

    Sheets.Opened save(Caller caller, Sheets.Opened seen, Map<String, List<Value>> answers) {
        return save(caller, seen, answers, null, false);
    }

    Sheets.Opened save(
            Caller caller, Sheets.Opened seen, Map<String, List<Value>> answers, String reason, boolean complete) {
        return changes.save(
                caller,
                open(caller),
                seen.sheet().id(),
                new SheetChanges.Save(seen.sheet().version(), new TreeMap<>(answers), reason, complete));
    }

    Sheets.Opened read(Caller caller, Sheets.Opened seen) {
        return sheets.read(caller, open(caller), seen.sheet().id(), null);
    }

    List<SheetList.Line> lines(Caller caller) {
        var grant = open(caller);
        return HOSPITAL.database.inTransaction(t -> sheets.list(t, grant, folder));
    }

    static Map<String, List<Value>> reason(String text) {
        return Map.of("ly-do", List.of(Value.of(text)));
    }

    static Map<String, List<Value>> pulse(int rate) {
        return Map.of("mach", List.of(Value.of(BigDecimal.valueOf(rate))));
    }

    static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
