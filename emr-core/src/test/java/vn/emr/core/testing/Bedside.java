package vn.emr.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;

/** Somebody who lies in a ward, and the people who work there. */
public final class Bedside {
    public final Hospital hospital;
    public final Access access;
    public final Charts charts;
    public final UUID ward;
    public final UUID patient;
    public final UUID visit;
    public final Caller doctor;
    public final Caller nurse;

    public Bedside(Hospital hospital) {
        this.hospital = hospital;
        access = new Access(hospital.database, new AuditTrail(hospital.database));
        charts = new Charts(
                hospital.database,
                new BlobStore(Path.of("target", "bedside-blobs").toString(), hospital.database),
                new Feeds(hospital.database),
                new Meanings(hospital.database));
        ward = hospital.department("W" + Ids.next());
        patient = hospital.patient("Nguyễn Văn Mẫu");
        visit = hospital.stay(patient, ward, null, null, false);
        doctor = somebody(Role.DOCTOR);
        nurse = somebody(Role.NURSE);
    }

    public Caller somebody(Role role) {
        return hospital.caller(hospital.account(role + "-" + Ids.next(), "x", role, ward), role, ward);
    }

    public Grant open(Caller caller) {
        return access.open(caller, Purpose.TREATMENT, patient);
    }

    public static Refusal refused(Code code, Executable work) {
        Refusal refusal = assertThrows(Refusal.class, work);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
