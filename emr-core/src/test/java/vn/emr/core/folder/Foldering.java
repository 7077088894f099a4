package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.folder.FolderList.Line;
import vn.emr.core.folder.FolderSteps.Asked;
import vn.emr.core.folder.Folders.Folder;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.Value;
import vn.emr.core.scanning.ScanFiles;
import vn.emr.core.sheet.Editors;
import vn.emr.core.sheet.NewSheets;
import vn.emr.core.sheet.ScannedSheets;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.sheet.SheetEntries;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Papers;
import vn.emr.core.testing.Role;

/** A hospital with one patient who went home an hour ago, and those who look after the folder. */
final class Foldering {
    final Path blobs;
    final Hospital hospital = new Hospital();
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final ListAccess lists = new ListAccess(access);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    final UUID ward = hospital.department("NOI");
    final Editors editors;
    final NewSheets newSheets;
    final SheetChanges changes;
    final SheetEntries entries;
    final ScanFiles scanFiles;
    final ScannedSheets scans;
    final Folders folders;
    final FolderSteps steps;
    final Lendings lendings;
    final FolderList list = new FolderList(lists, hospital.database, clock);
    final UUID patient = hospital.patient("Nguyễn Thị Đã Ra Viện", "BN1", "001058000001", List.of());
    final UUID visit;
    final UUID folder;
    final Caller doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
    final Caller head = hospital.caller(
            hospital.account("truong", "x", Role.HEAD_OF_DEPARTMENT, ward), Role.HEAD_OF_DEPARTMENT, ward);
    final Caller nurse = hospital.caller(hospital.account("dd", "x", Role.NURSE, ward), Role.NURSE, ward);
    final Caller clerk = hospital.caller(hospital.account("luutru", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    final Caller director = hospital.caller(hospital.account("giamdoc", "x", Role.DIRECTOR), Role.DIRECTOR);

    Foldering(Path blobs) {
        this.blobs = blobs;
        Charts charts = new Charts(
                hospital.database,
                new BlobStore(blobs.toString(), hospital.database),
                new Feeds(hospital.database),
                new Meanings(hospital.database));
        HospitalForms forms = new HospitalForms(new Forms("folder-forms"), hospital.database);
        editors = new Editors(access, hospital.database, new AuditTrail(hospital.database), clock);
        Sheets sheets = new Sheets(
                access, hospital.database, hospital.records, forms, editors, new Catalogues(hospital.database), clock);
        newSheets = new NewSheets(access, hospital.database, sheets, forms, clock);
        scanFiles = new ScanFiles(hospital.database, new BlobStore(blobs.toString(), hospital.database), clock);
        scans = new ScannedSheets(access, hospital.database, sheets, newSheets, scanFiles, clock);
        changes = new SheetChanges(access, hospital.database, sheets, editors, clock);
        entries = new SheetEntries(access, sheets, changes);
        folders = new Folders(access, charts, sheets, new SheetChecks(forms, clock), hospital.database, clock);
        steps = new FolderSteps(access, folders, hospital.database, hospital.records, clock);
        lendings = new Lendings(access, folders, hospital.database, trail, clock);
        visit = stay(patient, now.minus(Duration.ofHours(1)));
        hospital.folder(patient, visit, hospital.facility, State.IN_TREATMENT);
        folder = folderOf(visit);
    }

    UUID stay(UUID who, Instant end) {
        return hospital.stay(
                who, ward, end, end, false, end == null ? EncounterStatus.IN_PROGRESS : EncounterStatus.FINISHED);
    }

    UUID folderOf(UUID encounter) {
        return hospital.database
                .first(
                        "select folder_id from record_folder where encounter_id = ?",
                        row -> row.uuid("folder_id"),
                        encounter)
                .orElseThrow();
    }

    Grant open(Caller who) {
        return access.open(who, who.purpose(), patient);
    }

    Folders.Page page(Caller who) {
        return folders.page(open(who), folder);
    }

    Folder shown() {
        return page(clerk).folder();
    }

    void take(Caller who, Act act, String reason) {
        steps.take(who, open(who), folder, act, new Asked(shown().version(), reason, null, null));
    }

    /** What a close asks for, as a person and the hospital's system tell it. */
    void completed() {
        diagnosed("I10", "primary");
        if (page(doctor).sheets().isEmpty()) {
            filled("T/BA", Map.of("ly-do", "Đau ngực", "tom-tat", "Đau ngực một ngày"));
            filled("T/DT", Map.of());
            filled("GRV", Map.of("noi-dung", "Ra viện"));
        }
        steps.take(doctor, open(doctor), folder, Act.COMPLETE, new Asked(shown().version(), null, "1", "1"));
    }

    void taken(Act... acts) {
        Arrays.stream(acts)
                .forEach(act ->
                        take(act == Act.COMPLETE ? doctor : clerk, act, Steps.needsReason(act) ? "lý do mẫu" : null));
    }

    void diagnosed(String code, String rank) {
        hospital.commit(new Condition(
                Ids.next(),
                1,
                patient,
                visit,
                hospital.source,
                Ids.next().toString(),
                new Coded(code, "ICD10", "Chẩn đoán mẫu"),
                rank,
                true,
                TimePoint.at(now),
                hospital.origin()));
    }

    /** A diagnosis that a person entered; without a code in words only. */
    void said(String code, String rank) {
        hospital.commit(new Condition(
                Ids.next(),
                1,
                patient,
                visit,
                null,
                Ids.next().toString(),
                new Coded(code, "icd10", "Bệnh mẫu"),
                rank,
                true,
                TimePoint.at(now),
                hospital.origin()));
    }

    /** The next archive number of a facility. */
    String number(UUID facility) {
        return hospital.database.inTransaction(t -> ArchiveNumbers.next(
                t,
                hospital.tenant,
                FolderRule.all(t, hospital.tenant).stream()
                        .filter(rule -> rule.facilityId().equals(facility))
                        .findFirst()
                        .orElseThrow(),
                Ids.next(),
                clerk.id(),
                now));
    }

    /** A step on the folder as it stands now. */
    Asked seen(String reason) {
        return new Asked(shown().version(), reason, null, null);
    }

    Refusal refusal(Caller who, Act act, Asked asked) {
        return assertThrows(Refusal.class, () -> steps.take(who, open(who), folder, act, asked));
    }

    Line only(Caller who, FolderList.Asked asked) {
        List<Line> lines = lines(who, asked);
        assertEquals(1, lines.size());
        return lines.getFirst();
    }

    List<Line> lines(Caller who, FolderList.Asked asked) {
        return list.page(who, asked).folders();
    }

    /** A sheet by a doctor, being filled in. */
    Sheet begun(String form, Map<String, String> answers) {
        return added(doctor, form, answers, null);
    }

    /** A sheet by somebody, with a reason where the record is completed. */
    Sheet added(Caller who, String form, Map<String, String> answers, String reason) {
        return newSheets
                .create(who, open(who), folder, new NewSheets.Asked(form, now, values(answers), Ids.next(), reason))
                .sheet();
    }

    /** A paper of one page, dated today. @param form null: another paper */
    Sheet scanned(Caller who, String form, String reason) {
        Grant grant = open(who);
        UUID file = scans.take(who, grant, folder, Papers.photo(200, 300, 1), "image/jpeg")
                .id();
        return scans.keep(who, grant, folder, asked(form, reason, List.of(new ScannedSheets.Chosen(file, 1, 0))))
                .sheet();
    }

    ScannedSheets.Asked asked(String form, String reason, List<ScannedSheets.Chosen> pages) {
        return new ScannedSheets.Asked(
                Ids.next(), form, "Giấy của gia đình", LocalDate.ofInstant(now, Forms.ZONE), null, reason, pages);
    }

    /** A sheet by a doctor, declared complete. */
    Sheet filled(String form, Map<String, String> answers) {
        Sheet sheet = begun(form, answers);
        return saved(sheet, answers, null).sheet();
    }

    /** A next version, complete. */
    Sheets.Opened saved(Sheet sheet, Map<String, String> answers, String reason) {
        return changes.save(
                doctor,
                open(doctor),
                sheet.id(),
                new SheetChanges.Save(sheet.version(), values(answers), reason, true));
    }

    static TreeMap<String, List<Value>> values(Map<String, String> texts) {
        TreeMap<String, List<Value>> values = new TreeMap<>();
        texts.forEach((item, text) -> values.put(item, List.of(Value.of(text))));
        return values;
    }
}
