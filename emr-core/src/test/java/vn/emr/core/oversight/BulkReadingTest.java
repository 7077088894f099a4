package vn.emr.core.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class BulkReadingTest {
    private final Hospital hospital = new Hospital();
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final BulkReading reading = new BulkReading(hospital.database, Clock.systemUTC(), 5);

    @Test
    void more_charts_within_an_hour_than_work_explains_are_noticed_once_and_not_with_each() {
        Caller clerk = hospital.caller(Role.RECORDS_CLERK);
        Caller doctor = hospital.caller(Role.DOCTOR);
        open(doctor, 5);
        open(clerk, 6);
        assertEquals(1, reading.look());
        open(clerk, 20);
        assertEquals(0, reading.look());
        assertEquals(
                List.of(clerk.name()),
                hospital.database.query("select actor_name from audit_alert", row -> row.text("actor_name")));
    }

    @Test
    void one_chart_opened_again_and_again_is_one_chart() {
        Caller nurse = hospital.caller(Role.NURSE);
        UUID patient = Ids.next();
        for (int i = 0; i < 20; i++) {
            trail.append(List.of(grant(nurse, patient)));
        }
        assertEquals(0, reading.look());
    }

    private void open(Caller who, int charts) {
        List<AuditEvent> all = new ArrayList<>();
        for (int i = 0; i < charts; i++) {
            all.add(grant(who, Ids.next()));
        }
        trail.append(all);
    }

    private AuditEvent grant(Caller who, UUID patient) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return new AuditEvent(
                Ids.next(),
                now,
                hospital.tenant,
                Kind.GRANT,
                true,
                who.actor(),
                null,
                patient,
                "PATIENT",
                patient,
                null,
                "TREATMENT",
                null);
    }
}
