package vn.emr.core.intake;

import java.util.UUID;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** What a doctor of some wards sees of the record, through the real key and the real pages. */
public final class Charting {
    private final Caller doctor;
    private final Access access;
    private final Charts charts;

    public Charting(House house, UUID... departments) {
        this.access = new Access(house.database, new AuditTrail(house.database));
        this.charts = new Charts(house.database, house.blobs, new Feeds(house.database), new Meanings(house.database));
        this.doctor = People.caller(house.tenant, house.facility, "bs.mau", Role.DOCTOR, departments);
    }

    public Grant open(UUID patient) {
        return access.open(doctor, Purpose.TREATMENT, patient);
    }

    public Charts.Chart chart(UUID patient) {
        return charts.chart(open(patient), patient);
    }

    Charts pages() {
        return charts;
    }
}
