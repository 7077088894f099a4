package vn.emr.core.access;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import vn.emr.core.Ids;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Condition;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;

/** A hospital in a database of its own with its patients, and what was found out about them: for tests of who may read what. */
public final class Hospital extends Admissions {
    public Hospital() {
        this(TestDatabase.fresh());
    }

    /** A further hospital, another tenant, in a database that may hold others already. */
    public Hospital(DatabaseAddress address) {
        super(address);
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
        return report(id, version, patient, null, at, values);
    }

    /** The same, of a visit or of none. */
    public DiagnosticReport report(
            UUID id, int version, UUID patient, UUID encounter, Instant at, List<Observation> values) {
        return new DiagnosticReport(
                id,
                version,
                patient,
                encounter,
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
        return study(patient, null, "2.25." + Math.abs(Ids.next().getLeastSignificantBits()), "2.25.1");
    }

    /** One that an archive knows by these identifiers; of a visit or of none. */
    public UUID study(UUID patient, UUID encounter, String uid, String... series) {
        UUID id = Ids.next();
        commit(new ImagingStudy(
                id,
                1,
                patient,
                encounter,
                null,
                source,
                uid,
                "ACC1",
                TimePoint.at(Instant.now()),
                List.of("CR"),
                "Ngực thẳng",
                Stream.of(series)
                        .map(one -> new ImagingStudy.Series(one, 1, "CR", "PA", "CHEST", 2))
                        .toList(),
                2,
                true,
                null,
                "PATIENT_ID",
                origin()));
        return id;
    }

    public UUID document(UUID patient, String mediaType, String sha256, int size) {
        return document(patient, null, mediaType, sha256, size);
    }

    /** The same, of a visit or of none. */
    public UUID document(UUID patient, UUID encounter, String mediaType, String sha256, int size) {
        UUID id = Ids.next();
        commit(new ClinicalDocument(
                id,
                1,
                patient,
                encounter,
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
        condition(patient, null, code, text);
    }

    /** The same, of a visit or of none. */
    public void condition(UUID patient, UUID encounter, String code, String text) {
        commit(new Condition(
                Ids.next(),
                1,
                patient,
                encounter,
                source,
                code,
                new Coded(code, "ICD10", text),
                "primary",
                true,
                TimePoint.at(Instant.now()),
                origin()));
    }

    public void order(UUID patient) {
        order(patient, null, "LAB");
    }

    /** An order of a category of HL7 table 0074, of a visit or of none. */
    public void order(UUID patient, UUID encounter, String category) {
        commit(new ServiceOrder(
                Ids.next(),
                1,
                patient,
                encounter,
                source,
                null,
                "P1",
                "F1",
                null,
                category,
                new Coded("SH", "BV", "Sinh hóa máu"),
                ServiceOrder.Status.COMPLETED,
                TimePoint.at(Instant.now()),
                "BS. Mẫu",
                "NOI",
                null,
                origin()));
    }
}
