package vn.emr.core.printing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.Purpose;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.folder.Folders;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.scanning.ScanFiles;
import vn.emr.core.sheet.Editors;
import vn.emr.core.sheet.NewSheets;
import vn.emr.core.sheet.ScannedSheets;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Papers;
import vn.emr.core.testing.Role;

/** A ward with a patient, whose record a doctor fills in and prints. */
final class PrintRoom {
    static final String PATIENT = "Nguyễn Văn Ấn";
    /** Free words that a form of ours has. */
    static final String WORDS = "ghi-chu";

    static final Instant AT = Instant.parse("2026-11-10T02:15:00Z");

    private static final Pattern CODE = Pattern.compile("Mã tra cứu: ([0-9a-f-]{36})");

    final Hospital hospital = new Hospital();
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    private final HospitalForms forms = new HospitalForms(Samples.FORMS, hospital.database);
    final PrintAccess paper = new PrintAccess(access, hospital.database, trail);
    final UUID ward = hospital.department("NOI");
    final UUID patient = hospital.patient(PATIENT);
    final UUID visit = hospital.stay(patient, ward, null, null, false);
    final Caller doctor =
            hospital.caller(hospital.account("bs-" + Ids.next(), "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
    final UUID folder;
    final Clock clock = Clock.systemUTC();
    final Charts charts;
    final Sheets sheets;
    final NewSheets newSheets;
    final SheetChanges changes;
    final ScannedSheets scans;
    final Prints prints;
    final PrintLookup lookup = new PrintLookup(access, hospital.database, paper);

    PrintRoom(Path blobs) {
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        folder = hospital.database
                .first("select folder_id from record_folder where encounter_id = ?", r -> r.uuid("folder_id"), visit)
                .orElseThrow();
        charts = new Charts(
                hospital.database,
                new BlobStore(blobs.toString(), hospital.database),
                new Feeds(hospital.database),
                new Meanings(hospital.database));
        Editors editors = new Editors(access, hospital.database, trail, clock);
        sheets = new Sheets(
                access, hospital.database, hospital.records, forms, editors, new Catalogues(hospital.database), clock);
        newSheets = new NewSheets(access, hospital.database, sheets, forms, clock);
        scans = new ScannedSheets(
                access,
                hospital.database,
                sheets,
                newSheets,
                new ScanFiles(hospital.database, new BlobStore(blobs.toString(), hospital.database), clock),
                clock);
        changes = new SheetChanges(access, hospital.database, sheets, editors, clock);
        prints = new Prints(
                forms, Samples.PRINT, sheets, charts, access, paper, hospital.database, clock, Optional.empty());
    }

    RecordPrints records() {
        Folders folders = new Folders(access, charts, sheets, new SheetChecks(forms, clock), hospital.database, clock);
        return new RecordPrints(
                paper,
                new RecordParts(
                        paper,
                        folders,
                        sheets,
                        charts,
                        forms,
                        Samples.PRINT,
                        hospital.database,
                        clock,
                        Optional.empty()),
                Samples.PRINT,
                clock);
    }

    /** A result that a laboratory sent for the visit. */
    UUID result(String category, String title, ResultStatus status, Observation... values) {
        UUID id = Ids.next();
        DiagnosticReport r = hospital.report(id, 1, patient, visit, AT, List.of(values));
        hospital.commit(new DiagnosticReport(
                r.id(),
                r.version(),
                r.patientId(),
                r.encounterId(),
                r.orderId(),
                r.sourceId(),
                r.reportKey(),
                r.placerNumber(),
                r.fillerNumber(),
                category,
                new Coded("X", "BV", title),
                status,
                r.effective(),
                r.issued(),
                r.performer(),
                r.specimen(),
                r.observations(),
                r.notes(),
                r.parent(),
                r.sent(),
                r.origin()));
        return id;
    }

    UUID glucose(String title) {
        return result(
                "LAB",
                title,
                ResultStatus.FINAL,
                Hospital.value(1, "GLU", "Glucose", "7.7", "mmol/L", "3.9", "6.4", "H", AT));
    }

    PrintLookup.Verified verify(UUID code) {
        return lookup.verify(new PrintAccess.Visitor(null, "203.0.113.7", "Phone", "r-1"), code);
    }

    static String title(String form) {
        return Samples.form(form).title();
    }

    Grant open() {
        return access.open(doctor, Purpose.TREATMENT, patient);
    }

    /** A sheet being filled in. */
    Sheet made(String form, Map<String, List<Value>> answers) {
        return newSheets
                .create(
                        doctor,
                        open(),
                        folder,
                        new NewSheets.Asked(form, clock.instant(), new TreeMap<>(answers), Ids.next(), null))
                .sheet();
    }

    /** A sheet that its author declared complete. */
    Sheet completed(String form, List<Value> words) {
        Sheet sheet = made(form, Map.of(WORDS, words));
        return changes.save(
                        doctor,
                        open(),
                        sheet.id(),
                        new SheetChanges.Save(1, new TreeMap<>(Map.of(WORDS, words)), null, true))
                .sheet();
    }

    /** A paper of so many pages, scanned as PDF. @param form null: another paper of that title */
    Sheet scanned(String form, String title, int pages) {
        UUID file = scans.take(doctor, open(), folder, Papers.pdf(pages), "application/pdf")
                .id();
        List<ScannedSheets.Chosen> chosen = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            chosen.add(new ScannedSheets.Chosen(file, page, 0));
        }
        return scans.keep(
                        doctor,
                        open(),
                        folder,
                        new ScannedSheets.Asked(
                                Ids.next(), form, title, LocalDate.of(2026, 11, 9), "Bản của gia đình", null, chosen))
                .sheet();
    }

    void save(Sheet sheet, List<Value> words) {
        changes.save(
                doctor,
                open(),
                sheet.id(),
                new SheetChanges.Save(sheet.version(), new TreeMap<>(Map.of(WORDS, words)), "Bổ sung ngày hẹn", true));
    }

    void cancel(UUID sheet) {
        int version = sheets.read(doctor, open(), sheet, null).sheet().version();
        changes.cancel(doctor, open(), sheet, new SheetChanges.Reasoned(version, "Ghi nhầm người bệnh"));
    }

    String name(Caller caller) {
        return hospital.database
                .first("select display_name from account where id = ?", r -> r.text("display_name"), caller.id())
                .orElseThrow();
    }

    String facility() {
        return hospital.database
                .first("select name from facility where id = ?", r -> r.text("name"), hospital.facility)
                .orElseThrow();
    }

    int lines(String kind, UUID code) {
        return hospital.database
                .query(
                        "select 1 as one from audit_event where kind = ? and object_kind = 'PRINT' and object_id = ?",
                        r -> r.integer("one"),
                        kind,
                        code)
                .size();
    }

    /** The lookup code on a print. */
    static UUID code(byte[] pdf) throws Exception {
        Matcher code = CODE.matcher(Samples.text(pdf).replaceAll("\\s+", " "));
        if (!code.find()) {
            throw new AssertionError("no code on the paper");
        }
        return UUID.fromString(code.group(1));
    }
}
