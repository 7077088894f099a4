package vn.emr.core.signing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.PatientSigningAccess;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.SigningAccess;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.printing.SheetPrint;
import vn.emr.core.printing.SignablePages;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Editors;
import vn.emr.core.sheet.NewSheets;
import vn.emr.core.sheet.SheetChanges;
import vn.emr.core.sheet.SheetEntries;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.signature.Authorities;
import vn.emr.core.signature.Certificates;
import vn.emr.core.signature.Pades;
import vn.emr.core.signature.Verifier;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.Signing.Item;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** A ward where everybody has a key of the trial authority, which the hospital trusts, and a patient there. */
final class SigningRoom implements AutoCloseable {
    /** Trích biên bản hội chẩn: the secretary signs, then the chair. */
    static final String MINUTES = "27/BV2";

    /** Phiếu theo dõi điều trị: entries. */
    static final String COURSE = "36/BV2";

    final Hospital hospital = new Hospital();
    final Clock clock = Clock.systemUTC();
    final TrialAuthority authority = TrialAuthority.start(null, 0, clock);
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final HospitalForms forms = new HospitalForms(new Forms("forms"), hospital.database);
    final BlobStore blobs;
    final Editors editors = new Editors(access, hospital.database, trail, clock);
    final Sheets sheets = new Sheets(
            access, hospital.database, hospital.records, forms, editors, new Catalogues(hospital.database), clock);
    final NewSheets newSheets = new NewSheets(access, hospital.database, sheets, forms, clock);
    final SheetChanges changes = new SheetChanges(access, hospital.database, sheets, editors, clock);
    final SheetEntries entries = new SheetEntries(access, sheets, changes);
    final SigningAccess signers = new SigningAccess(access);
    final TrustedCertificates trusted = new TrustedCertificates(access, hospital.database, trail, clock, true);
    final Certificates certificates;
    final InsuranceSigners insurance = new InsuranceSigners(access, hospital.database, trail, clock);
    final SigningDevice device;
    final KeyPins pins;
    final SealedSettings sealed;
    final KeptSignatures kept;
    final Pades pades;
    final SigningKeys keys;
    final KeyRegister register;
    final Charts charts;
    final SignedDocuments documents;
    final Signing signing;
    final SheetSignatures signatures = new SheetSignatures(hospital.database, sheets, signers);
    final SignatureRefusals refusals = new SignatureRefusals(access, hospital.database, signers, changes, trail, clock);
    final SigningInbox inbox = new SigningInbox(hospital.database, new ListAccess(access));
    final SignatureLookup lookup;
    final PatientSignings patientSignings;
    final PatientPage patientPage;
    final PatientSeals patientSeals;

    final UUID ward = hospital.department("NOI");
    final UUID patient = hospital.patient("Nguyễn Văn Mẫu");
    final UUID visit = hospital.stay(patient, ward, null, null, false);
    final UUID folder;
    final Caller doctor = somebody(Role.DOCTOR);
    final Caller colleague = somebody(Role.DOCTOR);
    final Caller nurse = somebody(Role.NURSE);
    final Caller head = somebody(Role.HEAD_OF_DEPARTMENT);
    final Caller director = somebody(Role.DIRECTOR);
    final Caller admin = somebody(Role.IT_ADMIN);

    SigningRoom(Path data) {
        this(data, new SigningDevice(Optional.empty(), 0, Optional.empty()));
    }

    SigningRoom(Path data, SigningDevice device) {
        this.device = device;
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        folder = hospital.database
                .first("select folder_id from record_folder where encounter_id = ?", r -> r.uuid("folder_id"), visit)
                .orElseThrow();
        blobs = new BlobStore(data.toString(), hospital.database);
        kept = new KeptSignatures(hospital.database, blobs, trail, signers, clock);
        sealed = new SealedSettings(data.toString());
        pins = new KeyPins(access, hospital.database, trail, sealed, new Passwords(), device, clock);
        charts = new Charts(hospital.database, blobs, new Feeds(hospital.database), new Meanings(hospital.database));
        Authorities authorities = new Authorities(Optional.of(authority.timestampAddress()));
        certificates = new Certificates(authorities, clock);
        pades = new Pades(authorities, certificates);
        keys = new SigningKeys(access, hospital.database, trail, trusted, certificates, clock);
        register = new KeyRegister(access, hospital.database, trail, sealed, trusted, certificates, clock);
        documents = new SignedDocuments(
                access,
                hospital.database,
                sheets,
                new SignablePages(new SheetPrint(), charts, hospital.database, clock, Optional.empty()),
                blobs,
                clock);
        signing = new Signing(
                access, signers, hospital.database, keys, pins, trusted, documents, kept, insurance, pades, clock);
        patientSignings =
                new PatientSignings(access, signers, hospital.database, sheets, documents, blobs, trail, clock);
        patientPage = new PatientPage(
                new PatientSigningAccess(access, hospital.database, trail), hospital.database, blobs, clock);
        patientSeals = new PatientSeals(
                patientSignings,
                signers,
                hospital.database,
                sheets,
                keys,
                pins,
                trusted,
                documents,
                kept,
                pades,
                blobs,
                clock);
        lookup = new SignatureLookup(
                hospital.database,
                blobs,
                trusted,
                new Verifier(),
                new PrintAccess(access, hospital.database, trail),
                clock);
        authority
                .authorities()
                .forEach(one -> trusted.add(admin, new TrustedCertificates.Adding(TrustedCertificates.der(one))));
    }

    Caller somebody(Role role) {
        return hospital.caller(hospital.account(role + "-" + Ids.next(), "x", role, ward), role, ward);
    }

    Grant open(Caller caller) {
        return access.open(caller, caller.purpose(), patient);
    }

    /** A key of the trial authority for somebody. */
    SigningKeys.Key key(Caller caller) {
        var issued = authority.issue(caller.name(), "Bệnh viện Thử", "Khoa Nội");
        return register.register(caller, new KeyRegister.Registering(issued.pkcs12(), issued.pin(), null));
    }

    Sheet completed(Caller caller, String form) {
        Sheet sheet = newSheets
                .create(
                        caller,
                        open(caller),
                        folder,
                        new NewSheets.Asked(form, Instant.now(), new TreeMap<>(), Ids.next(), null))
                .sheet();
        return complete(caller, sheet);
    }

    Sheet complete(Caller caller, Sheet sheet) {
        return changes.save(
                        caller,
                        open(caller),
                        sheet.id(),
                        new SheetChanges.Save(sheet.version(), new TreeMap<>(sheet.answers()), null, true))
                .sheet();
    }

    /** A course with one entry of each. */
    Sheet course(Caller... authors) {
        Sheet sheet = newSheets
                .create(
                        authors[0],
                        open(authors[0]),
                        folder,
                        new NewSheets.Asked(COURSE, Instant.now(), new TreeMap<>(), Ids.next(), null))
                .sheet();
        for (Caller author : authors) {
            sheet = entry(author, sheet);
        }
        return sheet;
    }

    Sheet entry(Caller author, Sheet sheet) {
        return entries.enter(
                        author,
                        open(author),
                        sheet.id(),
                        new SheetEntries.NewEntry(
                                sheet.version(),
                                "dien-bien",
                                new TreeMap<>(Map.of(
                                        "luc",
                                        List.of(Value.of(Instant.parse("2026-11-20T01:30:00Z"))),
                                        "s",
                                        List.of(Value.of("Tỉnh, tiếp xúc tốt"))))))
                .sheet();
    }

    static List<Value.Entry> entriesOf(Sheet sheet) {
        return sheet.answers().get("dien-bien").stream().map(Value::entry).toList();
    }

    Item place(Sheet sheet, int place) {
        return new Item(patient, sheet.id(), null, sheet.version(), place);
    }

    Item entry(Sheet sheet, UUID entry) {
        return new Item(patient, sheet.id(), entry, sheet.version(), 0);
    }

    List<Signing.Outcome> sign(Caller caller, SigningKeys.Key key, Item... items) {
        return signing.sign(caller, new Signing.Batch(key.id(), TrialAuthority.PIN, Arrays.asList(items)))
                .outcomes();
    }

    SheetSignatures.Page page(Caller caller, Sheet sheet) {
        return signatures.of(caller, open(caller), sheet.id());
    }

    @Override
    public void close() {
        authority.close();
    }
}
