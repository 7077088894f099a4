package vn.emr.core.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.exchange.ExportProgress.Export;
import vn.emr.core.exchange.Exports.Asked;
import vn.emr.core.folder.FolderChoice;
import vn.emr.core.folder.Folders;
import vn.emr.core.form.Form;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.printing.RecordParts;
import vn.emr.core.printing.RecordPrints;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.Sheet;
import vn.emr.core.sheet.Editors;
import vn.emr.core.sheet.SheetChecks;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.testing.Role;

/** A hospital with closed records and the clerk who takes them out; parts hold two folders. */
final class ExportRoom {
    final Path data;
    private final DatabaseAddress address = TestDatabase.fresh();
    final Hospital hospital = new Hospital(address);
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    private final HospitalForms forms = new HospitalForms(ToldStay.FORMS, hospital.database);
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
    final Caller clerk = hospital.caller(hospital.account("luutru", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    final Caller doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR, ward), Role.DOCTOR, ward);
    final RecordPrints prints;
    final ExportProgress progress = new ExportProgress(access, hospital.database);
    final Exports exports;
    ExportRunner runner;

    ExportRoom(Path data) {
        this.data = data;
        prints = prints();
        runner = runner();
        exports = new Exports(
                access,
                new FolderChoice(new ListAccess(access), hospital.database, clock),
                hospital.database,
                trail,
                runner,
                progress,
                data.toString(),
                clock);
    }

    private RecordPrints prints() {
        Charts charts = new Charts(
                hospital.database,
                new BlobStore(data.toString(), hospital.database),
                new Feeds(hospital.database),
                new Meanings(hospital.database));
        Sheets sheets = new Sheets(
                access,
                hospital.database,
                hospital.records,
                forms,
                new Editors(access, hospital.database, trail, clock),
                new Catalogues(hospital.database),
                clock);
        Folders folders = new Folders(access, charts, sheets, new SheetChecks(forms, clock), hospital.database, clock);
        PrintAccess paper = new PrintAccess(access, hospital.database, trail);
        SheetPrint print = new SheetPrint();
        return new RecordPrints(
                paper,
                new RecordParts(
                        paper, folders, sheets, charts, forms, print, hospital.database, clock, Optional.empty()),
                print,
                clock);
    }

    private ExportRunner runner() {
        ExportedFolder folder = new ExportedFolder(
                access,
                new EgressGate(hospital.database, trail, clock),
                new Exchange(access, hospital.database, null, forms, clock),
                prints);
        return new ExportRunner(
                hospital.database,
                new Behalf(hospital.database, clock),
                folder,
                new BlobStore(data.toString(), hospital.database),
                new DiskSpace(data.toString()),
                null,
                data.toString(),
                clock,
                2);
    }

    static Asked asked(boolean pdf) {
        return new Asked(
                null, null, null, null, pdf, "REPORTING", "legal-duty", "Điều 69 Luật 15/2023/QH15", "Sở Y tế");
    }

    Export begin(boolean pdf) {
        return exports.begin(clerk, asked(pdf));
    }

    Export one(UUID id) {
        return progress.one(clerk, id);
    }

    /** Until there is nothing to do. */
    void run() {
        for (int i = 0; i < 100 && runner.step(); i++) {
            continue;
        }
    }

    /** The server is started anew; what it was writing lies about half written, and its last word did not reach the database. */
    void killed(UUID id) throws IOException {
        hospital.database.update("""
                update record_export_folder set outcome = null, reason = null, xml_sha256 = null, json_sha256 = null, pdf_sha256 = null
                where export_id = ? and place = (select max(place) from record_export_folder
                                                 where export_id = ? and outcome is not null
                                                   and place >= 2 * (select count(*) from record_export_part where export_id = ?))
                """, id, id, id);
        Path folder = Files.createDirectories(data.resolve("exports").resolve(id.toString()));
        Files.writeString(folder.resolve("part-1.zip.tmp"), "half");
        runner = runner();
    }

    /** An export as it was when it was begun. */
    void asNew(UUID id) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        address.jdbcUrl(),
                        address.owner().user(),
                        address.owner().password());
                PreparedStatement parts =
                        owner.prepareStatement("delete from record_export_part where export_id = ?")) {
            parts.setObject(1, id);
            parts.executeUpdate();
        }
        hospital.database.update("""
                update record_export_folder set outcome = null, reason = null, xml_sha256 = null, json_sha256 = null, pdf_sha256 = null
                where export_id = ?
                """, id);
        hospital.database.update("update record_export set ended_at = null, ended = null where id = ?", id);
        new ExportFiles(data).remove(id);
    }

    UUID folderAt(UUID export, int place) {
        return hospital.database
                .first(
                        "select folder_id from record_export_folder where export_id = ? and place = ?",
                        row -> row.uuid("folder_id"),
                        export,
                        place)
                .orElseThrow();
    }

    /** How many files of records its parts hold. */
    long files(UUID export) throws IOException {
        long files = 0;
        for (ExportProgress.Part part : one(export).parts()) {
            files += part(one(export), part.part()).size() - 1;
        }
        return files;
    }

    List<byte[]> parts(Export export) {
        return export.parts().stream().map(part -> bytes(export, part.part())).toList();
    }

    Map<String, byte[]> part(Export export, int part) throws IOException {
        return ExportsTest.entries(bytes(export, part));
    }

    private byte[] bytes(Export export, int part) {
        try {
            byte[] bytes = Files.readAllBytes(exports.file(clerk, export.id(), part));
            if (!BlobStore.name(bytes).equals(export.parts().get(part - 1).sha256())) {
                throw new AssertionError("the digest of a part is another");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UUID folder(String name, State state) {
        UUID patient = hospital.patient(name);
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, state);
        return hospital.database
                .first("select folder_id from record_folder where encounter_id = ?", r -> r.uuid("folder_id"), visit)
                .orElseThrow();
    }

    UUID patientOf(UUID folder) {
        return hospital.database
                .first("select patient_id from record_folder where folder_id = ?", r -> r.uuid("patient_id"), folder)
                .orElseThrow();
    }

    UUID visitOf(UUID folder) {
        return hospital.database
                .first(
                        "select encounter_id from record_folder where folder_id = ?",
                        r -> r.uuid("encounter_id"),
                        folder)
                .orElseThrow();
    }

    /** A document of a folder with so many files after the first, an hour ago. @return the newest */
    byte[] signed(UUID folder, UUID document, int files) {
        BlobStore blobs = new BlobStore(data.toString(), hospital.database);
        hospital.database.update(
                """
                insert into signed_document (id, tenant_id, patient_id, folder_id, sheet_id, version, form, title, pdf_id, made_at, made_by)
                values (?, ?, ?, ?, ?, 1, '36/BV2', 'Phiếu', ?, ?, ?)
                """,
                document,
                hospital.tenant,
                patientOf(folder),
                folder,
                Ids.next(),
                "A".repeat(32),
                now.minusSeconds(3600),
                doctor.id());
        byte[] newest = null;
        for (int number = 0; number <= files; number++) {
            newest = file(blobs, document, number, now.minusSeconds(3600));
        }
        return newest;
    }

    /** One file more. */
    byte[] file(BlobStore blobs, UUID document, int number, Instant at) {
        byte[] content = ("%PDF " + document + " " + number).getBytes(StandardCharsets.UTF_8);
        hospital.database.update(
                "insert into signed_file (document_id, number, sha256, size, why, at) values (?, ?, ?, ?, ?, ?)",
                document,
                number,
                blobs.put(content),
                content.length,
                number == 0 ? "DRAWN" : number == 1 ? "SIGNED" : "EXTENDED",
                at);
        return content;
    }

    void reopen(UUID folder) {
        hospital.database.update("update record_folder set state = 'IN_TREATMENT' where folder_id = ?", folder);
    }

    void sheet(UUID folder) {
        Form form = ToldStay.FORMS.version("36/BV2", "1").orElseThrow();
        hospital.commit(new Sheet(
                Ids.next(),
                1,
                patientOf(folder),
                visitOf(folder),
                folder,
                form.code(),
                form.version(),
                form.title(),
                Sheet.Status.COMPLETED,
                now,
                new TreeMap<>(),
                doctor.id(),
                "BS. Mẫu",
                null,
                null,
                null,
                hospital.origin()));
    }
}
