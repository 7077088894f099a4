package vn.emr.core.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Noun;
import vn.emr.core.record.Observation;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PatientLink;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.ChangeSet;

/** A hospital in a database of its own, with what is known of its patients, built for tests of who may read what. */
public final class Hospital extends Organization {
    private final UUID source = Ids.next();

    public Hospital() {
        this(TestDatabase.fresh());
    }

    /** A further hospital, another tenant, in a database that may hold others already. */
    public Hospital(DatabaseAddress address) {
        super(address);
    }

    public UUID patient(String name) {
        return patient(name, null, null, List.of());
    }

    /** A person through the real write door. */
    public UUID patient(String name, String number, String cccd, List<String> phones) {
        UUID id = Ids.next();
        List<Identifier> identifiers = new ArrayList<>();
        if (number != null) {
            identifiers.add(new Identifier(IdentifierKind.PATIENT_NUMBER, "BV", number, true));
        }
        if (cccd != null) {
            identifiers.add(new Identifier(IdentifierKind.CCCD, "VN", cccd, true));
        }
        commit(person(id, 1, name, "1958", identifiers, phones));
        return id;
    }

    /** A version of a person, not committed yet. */
    public Patient person(UUID id, int version, String name, String birth, List<Identifier> identifiers) {
        return person(id, version, name, birth, identifiers, List.of());
    }

    private Patient person(
            UUID id, int version, String name, String birth, List<Identifier> identifiers, List<String> phones) {
        return new Patient(
                id,
                version,
                false,
                facility,
                identifiers,
                List.of(new PersonName(name, "official")),
                time(birth),
                Sex.UNKNOWN,
                List.of(),
                phones,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                null,
                List.of(),
                origin());
    }

    /** An hour ago, but not before the hospital's midnight: days of a stay are counted from there. */
    private static Instant earlierToday() {
        ZonedDateTime now = ZonedDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).toInstant();
        Instant anHourAgo = now.minusHours(1).toInstant();
        return anHourAgo.isBefore(midnight) ? midnight : anHourAgo;
    }

    /** A visit with one stay. */
    public UUID stay(UUID patient, UUID department, Instant stayEnd, Instant visitEnd, boolean cancelled) {
        return stay(patient, department, stayEnd, visitEnd, cancelled, EncounterStatus.IN_PROGRESS);
    }

    public UUID stay(
            UUID patient,
            UUID department,
            Instant stayEnd,
            Instant visitEnd,
            boolean cancelled,
            EncounterStatus status) {
        UUID encounter = Ids.next();
        TimePoint start = TimePoint.at(earlierToday());
        commit(new Encounter(
                encounter,
                1,
                patient,
                source,
                encounter.toString(),
                EncounterClass.INPATIENT,
                status,
                facility,
                start,
                visitEnd == null ? null : TimePoint.at(visitEnd),
                List.of(new DepartmentStay(
                        "1",
                        department,
                        "K",
                        "P1",
                        "G1",
                        start,
                        stayEnd == null ? null : TimePoint.at(stayEnd),
                        cancelled)),
                "BS. Mẫu",
                "Ho",
                null,
                null,
                origin()));
        return encounter;
    }

    public void folder(UUID patient, UUID encounter, UUID facilityId, RecordFolder.State state) {
        commit(new RecordFolder(
                Ids.next(),
                1,
                patient,
                encounter,
                facilityId,
                EncounterClass.INPATIENT,
                state,
                TimePoint.at(Instant.now()),
                null,
                origin()));
    }

    /** One person's rows are read under another from now on. */
    public void merge(UUID loser, UUID survivor) {
        commit(new PatientLink(Ids.next(), 1, loser, survivor, true, origin()));
    }

    /** A report of one panel with glucose and potassium values. */
    public UUID report(UUID patient, Instant at, String glucose, String flag) {
        UUID id = Ids.next();
        List<Observation> values = List.of(
                value(1, "GLU", "Glucose", glucose, "mmol/L", "3.9", "6.4", flag, at),
                value(2, "K", "Kali", "4.1", "mmol/L", "3.5", "5.1", "N", at));
        commit(report(id, 1, patient, at, values));
        return id;
    }

    public DiagnosticReport report(UUID id, int version, UUID patient, Instant at, List<Observation> values) {
        return new DiagnosticReport(
                id,
                version,
                patient,
                null,
                null,
                source,
                id.toString(),
                null,
                id.toString(),
                "LAB",
                new Coded("SH", "BV", "Sinh hóa máu"),
                ResultStatus.FINAL,
                TimePoint.at(at),
                TimePoint.at(at),
                "KTV. Mẫu",
                null,
                values,
                List.of("Ghi chú"),
                null,
                null,
                origin());
    }

    public static Observation value(
            int line,
            String code,
            String name,
            String text,
            String unit,
            String low,
            String high,
            String flag,
            Instant at) {
        return new Observation(
                line,
                code,
                new Coded(code, "LN", name),
                null,
                null,
                "NM",
                new BigDecimal(text),
                null,
                text,
                null,
                null,
                unit,
                low + " - " + high,
                new BigDecimal(low),
                new BigDecimal(high),
                flag,
                ResultStatus.FINAL,
                TimePoint.at(at),
                at,
                null,
                null,
                List.of());
    }

    public UUID study(UUID patient) {
        UUID id = Ids.next();
        commit(new ImagingStudy(
                id,
                1,
                patient,
                null,
                null,
                source,
                "2.25." + Math.abs(id.getLeastSignificantBits()),
                "ACC1",
                TimePoint.at(Instant.now()),
                List.of("CR"),
                "Ngực thẳng",
                List.of(new ImagingStudy.Series("2.25.1", 1, "CR", "PA", "CHEST", 2)),
                2,
                true,
                null,
                "PATIENT_ID",
                origin()));
        return id;
    }

    public UUID document(UUID patient, String mediaType, String sha256, int size) {
        UUID id = Ids.next();
        commit(new ClinicalDocument(
                id,
                1,
                patient,
                null,
                null,
                source,
                id.toString(),
                null,
                "Phiếu kết quả",
                mediaType,
                sha256,
                size,
                ResultStatus.FINAL,
                TimePoint.at(Instant.now()),
                false,
                null,
                null,
                null,
                null,
                origin()));
        return id;
    }

    public void condition(UUID patient, String code, String text) {
        commit(new Condition(
                Ids.next(),
                1,
                patient,
                null,
                source,
                code,
                new Coded(code, "ICD10", text),
                "primary",
                true,
                TimePoint.at(Instant.now()),
                origin()));
    }

    public void order(UUID patient) {
        commit(new ServiceOrder(
                Ids.next(),
                1,
                patient,
                null,
                source,
                null,
                "P1",
                "F1",
                null,
                "LAB",
                new Coded("SH", "BV", "Sinh hóa máu"),
                ServiceOrder.Status.COMPLETED,
                TimePoint.at(Instant.now()),
                "BS. Mẫu",
                "NOI",
                null,
                origin()));
    }

    /** Commits new versions as the hospital's own sender would. */
    public void commit(Noun... nouns) {
        AuditEvent.Actor sender =
                new AuditEvent.Actor(AuditEvent.ActorKind.SOURCE, source, "HIS thử", "SOURCE", null, null, null);
        records.commit(tenant, List.of(new ChangeSet(sender, now(), "test", source, null, List.of(nouns))));
    }

    private Provenance origin() {
        return new Provenance(source, "HIS thử", null, now(), now());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static TimePoint time(String sent) {
        return TimePoint.parse(sent, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow();
    }
}
