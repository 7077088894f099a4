package vn.emr.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
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
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;

/** Somebody in a ward, and those who treat there. */
public abstract class AtTheBedside {
    protected final Hospital hospital;
    protected final Access access;
    protected final Charts charts;

    protected UUID ward;
    protected UUID patient;
    protected UUID visit;
    protected Caller doctor;
    protected Caller nurse;

    protected AtTheBedside(Hospital hospital) {
        this.hospital = hospital;
        this.access = new Access(hospital.database, new AuditTrail(hospital.database));
        this.charts = new Charts(
                hospital.database,
                new BlobStore(Path.of("target", "bedside-blobs-" + Ids.next()).toString(), hospital.database),
                new Feeds(hospital.database),
                new Meanings(hospital.database));
    }

    @BeforeEach
    protected void come() {
        ward = hospital.department("W" + Ids.next());
        patient = hospital.patient("Nguyễn Văn Mẫu");
        visit = hospital.stay(patient, ward, null, null, false);
        doctor = somebody(Role.DOCTOR);
        nurse = somebody(Role.NURSE);
    }

    protected Caller somebody(Role role) {
        return somebody(role, ward);
    }

    /** Who works in another department sees nobody of the ward. */
    protected Caller somebody(Role role, UUID department) {
        return hospital.caller(hospital.account(role + "-" + Ids.next(), "x", role, department), role, department);
    }

    protected Grant open(Caller who) {
        return access.open(who, who.purpose(), patient);
    }

    protected static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
