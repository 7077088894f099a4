package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.intake.PatientLinks.Decision;
import vn.emr.core.intake.PatientLinks.Seen;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.AuditTrail;

/** A records clerk who decides who is who, beside the sender. */
abstract class Deciding extends Sending {
    PatientLinks links;
    Decision decision;

    @BeforeEach
    void clerk() {
        links = new PatientLinks(
                house.database, house.records, new AuditTrail(house.database), house.intake, Clock.systemUTC());
        Actor clerk = new Actor(ActorKind.PERSON, Ids.next(), "luutru.mau", "RECORDS_CLERK", null, null, null);
        decision = new Decision(clerk, house.tenant, house.facility, "cùng một người, đã xem giấy tờ");
    }

    Seen seen(String number) {
        return house.database
                .first("""
                        select p.patient_id, p.version from patient p join patient_identifier i on i.patient_id = p.patient_id
                        where i.value = ? order by p.patient_id limit 1
                        """, r -> new Seen(r.uuid("patient_id"), r.integer("version")), number)
                .orElseThrow();
    }

    int linkVersion(UUID patient) {
        return house.database
                .first("select version from patient_link where patient_id = ?", r -> r.integer("version"), patient)
                .orElseThrow();
    }

    List<UUID> reportsOf(UUID patient) {
        return house.database.query(
                "select report_id from diagnostic_report where patient_id in (select link_set(?, ?)) order by 1",
                r -> r.uuid("report_id"),
                house.tenant,
                patient);
    }

    static Code code(Runnable act) {
        return assertThrows(Refusal.class, act::run).code();
    }

    void twoPeople() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V1", VisitEvent.ADMITTED, 1, "NOI"));
        send(Talk.patient("B", 0, "Đặng Thị Ánh"), Talk.report("B", "R1", 2, ResultStatus.FINAL, "K", "4.1"));
    }
}
