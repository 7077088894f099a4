package vn.emr.his;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.exchange.Exchange;
import vn.emr.core.exchange.KeptFiles;
import vn.emr.core.exchange.Received;
import vn.emr.core.exchange.ReceivedFolders;
import vn.emr.core.exchange.ReceivedRecords;
import vn.emr.core.exchange.ToldStay;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Traffic;
import vn.emr.core.organization.Source;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.signature.Verifier;
import vn.emr.core.signing.SignatureLookup;
import vn.emr.core.signing.TrustedCertificates;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Content;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.testing.Role;
import vn.emr.core.testing.SourceList;

/** A hospital that takes in records of another. */
final class Receiving implements AutoCloseable {
    final Hospital hospital = new Hospital();
    final Caller clerk = hospital.caller(hospital.account("luutru", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    final Caller doctor =
            hospital.caller(hospital.account("bs", "x", Role.DOCTOR, hospital.department("NOI")), Role.DOCTOR);
    final UUID sender = Ids.next();
    final Source source;
    final ReceivedRecords records;
    final Access access = new Access(hospital.database, new AuditTrail(hospital.database));
    final Exchange exchange;
    final TrustedCertificates trusted = new TrustedCertificates(
            access, hospital.database, new AuditTrail(hospital.database), Clock.systemUTC(), true);
    private final BlobStore blobs;
    final Inbox inbox;

    Receiving() {
        Path folder = folder();
        IntakeStore intake = new IntakeStore(hospital.database);
        AuditTrail trail = new AuditTrail(hospital.database);
        blobs = new BlobStore(folder.toString(), hospital.database);
        source = source();
        SourceList sources = SourceList.of(source);
        var reader = List.of(new ReceivedRecordTranslator());
        Clock clock = Clock.systemUTC();
        inbox = new Inbox(
                hospital.database,
                intake,
                blobs,
                List.copyOf(reader),
                sources,
                clock,
                new Traffic(),
                new DiskSpace(folder.toString()));
        inbox.start();
        records = new ReceivedRecords(
                access,
                sources,
                inbox,
                List.copyOf(reader),
                new ReceivedFolders(
                        access, new Catalogues(hospital.database), hospital.database, hospital.records, trail, clock),
                new SignatureLookup(
                        hospital.database,
                        blobs,
                        trusted,
                        new Verifier(),
                        new PrintAccess(access, hospital.database, trail),
                        clock),
                trail,
                hospital.database);
        exchange = new Exchange(
                access,
                hospital.database,
                new KeptFiles(intake, blobs),
                new HospitalForms(ToldStay.FORMS, hospital.database),
                clock);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("emr-receiving");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Source source() {
        Source one = SourceList.sender("OTHER", Source.RECORD, "Bệnh viện Đa khoa Phương Nam");
        one.id = sender;
        one.tenantId = hospital.tenant;
        one.facilityId = hospital.facility;
        one.allowedTypes = "record";
        one.patientDomain = "79099";
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'OTHER', 'record', 'record', '79099')
                """, sender, hospital.tenant, hospital.facility, one.name);
        return one;
    }

    Received.Preview look(byte[] file) {
        return records.look(clerk, sender, file);
    }

    Received.Taken take(byte[] file) {
        return records.take(clerk, sender, file, look(file).sha256(), false);
    }

    /** Somebody of this number is here already. */
    UUID known(String name, String cccd) {
        UUID patient = hospital.patient(name, "BN0000777", cccd, List.of());
        UUID visit = hospital.stay(patient, hospital.department("NGOAI"), null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.CLOSED);
        return patient;
    }

    byte[] xml(Received.Taken taken) {
        return exchange.xml(clerk, open(taken), taken.folderId());
    }

    byte[] json(Received.Taken taken) {
        return exchange.json(clerk, open(taken), taken.folderId());
    }

    private Grant open(Received.Taken taken) {
        return access.open(clerk, clerk.purpose(), taken.patientId());
    }

    RecordFolder folder(Received.Taken taken) {
        return hospital.database
                .first(
                        "select content::text as content from revision where noun_id = ? order by version desc limit 1",
                        row -> (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content")),
                        taken.folderId())
                .orElseThrow();
    }

    /** The folder as if its visit had been told by a system of our own. */
    void forgetOrigin(Received.Taken taken) {
        RecordFolder folder = folder(taken);
        hospital.commit(folder.received(null, folder.step(), hospital.origin()));
    }

    long count(String rows) {
        return hospital.database
                .first("select count(*) as n from " + rows, row -> row.number("n"))
                .orElseThrow();
    }

    byte[] keptBytes() {
        return hospital.database
                .first("select body from inbound", row -> row.bytes("body"))
                .orElseThrow();
    }

    @Override
    public void close() {
        inbox.stop();
    }
}
