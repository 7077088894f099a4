package vn.emr.core.intake;

import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** What a doctor of some wards sees of the record, through the real key and the real pages. */
final class Charting {
    private final Caller doctor;
    private final Access access;
    private final Charts charts;

    Charting(House house, UUID... departments) {
        this.access = new Access(house.database, new AuditTrail(house.database));
        this.charts = new Charts(house.database, house.blobs, new Feeds(house.database), new Meanings(house.database));
        this.doctor = new Caller(
                ActorKind.PERSON,
                Ids.next(),
                house.tenant,
                "bs.mau",
                Role.DOCTOR,
                house.facility,
                List.of(departments),
                Ids.next(),
                false,
                "127.0.0.1",
                "test");
    }

    Grant open(UUID patient) {
        return access.open(doctor, Purpose.TREATMENT, patient);
    }

    Charts.Chart chart(UUID patient) {
        return charts.chart(open(patient), patient);
    }

    Charts pages() {
        return charts;
    }
}
