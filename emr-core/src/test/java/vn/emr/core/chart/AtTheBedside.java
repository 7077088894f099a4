package vn.emr.core.chart;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Purpose;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ParentResult;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** Somebody lies in a ward and a doctor of it opens the chart; each test has a ward and a patient of its own. */
abstract class AtTheBedside {
    static final Hospital HOSPITAL = new Hospital();
    final Instant now = Instant.now();
    final AuditTrail trail = new AuditTrail(HOSPITAL.database);
    final Access access = new Access(HOSPITAL.database, trail);
    final ListAccess lists = new ListAccess(access);
    UUID ward;
    UUID patient;
    BlobStore blobs;
    Charts charts;

    @BeforeEach
    void patient(@TempDir Path folder) {
        ward = HOSPITAL.department(Ids.next().toString());
        patient = HOSPITAL.patient("Nguyễn Văn An", Ids.next().toString(), null, List.of("0912345678"));
        HOSPITAL.stay(patient, ward, null, null, false);
        blobs = new BlobStore(folder.toString(), HOSPITAL.database);
        charts = new Charts(HOSPITAL.database, blobs, new Feeds(HOSPITAL.database), new Meanings(HOSPITAL.database));
    }

    Grant open() {
        return open(patient);
    }

    Grant open(UUID whom) {
        return access.open(HOSPITAL.caller(Role.DOCTOR, ward), Purpose.TREATMENT, whom);
    }

    /** A report of the patient, not committed yet. */
    DiagnosticReport report(
            String code, String filler, ParentResult parent, ResultStatus status, Observation... values) {
        DiagnosticReport r = HOSPITAL.report(Ids.next(), 1, patient, now, List.of(values));
        Provenance said = new Provenance(
                r.origin().sourceId(), r.origin().sourceName(), r.origin().inboundId(), now, now);
        return new DiagnosticReport(
                r.id(),
                1,
                patient,
                null,
                null,
                r.sourceId(),
                Ids.next().toString(),
                null,
                filler,
                "MB",
                new Coded(code, "L", code),
                status,
                r.effective(),
                r.issued(),
                null,
                null,
                r.observations(),
                List.of("Ghi chú"),
                parent,
                null,
                said);
    }

    Observation value(int line, String code, String subId, String type, String text, String unit, ResultStatus status) {
        return value(line, code, subId, type, text, unit, status, now);
    }

    Observation value(
            int line,
            String code,
            String subId,
            String type,
            String text,
            String unit,
            ResultStatus status,
            Instant stated) {
        return new Observation(
                line,
                code + "|" + subId,
                new Coded(code, "L", code),
                subId,
                null,
                type,
                null,
                null,
                text,
                null,
                null,
                unit,
                null,
                null,
                null,
                null,
                status,
                TimePoint.at(now),
                stated,
                null,
                null,
                List.of());
    }
}
