package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList.Stay;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Feeds;
import vn.emr.core.chart.MovementList.Event;
import vn.emr.core.chart.MovementList.Line;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.movements.MovementForm;
import vn.emr.core.movements.VisitMovements;
import vn.emr.core.movements.VisitMovements.Change;
import vn.emr.core.movements.VisitMovements.New;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** Somebody whom the HIS admitted to NOI, and people of NOI and NGOAI; it is an hour after noon. */
abstract class SaidAtTheBedside extends Sending {
    Access access;
    Charts charts;
    VisitMovements movements;
    Caller doctor;
    Caller nurse;
    Caller surgeon;
    UUID patient;
    UUID visit;

    @BeforeEach
    void admitted() {
        Clock clock = Clock.fixed(Talk.at(60), ZoneOffset.UTC);
        access = new Access(house.database, new AuditTrail(house.database), clock);
        charts = new Charts(house.database, house.blobs, new Feeds(house.database), new Meanings(house.database));
        movements = new VisitMovements(access, charts, house.database, house.records, clock);
        doctor = People.caller(house.tenant, house.facility, "bs.noi", Role.DOCTOR, house.noi);
        nurse = People.caller(house.tenant, house.facility, "dd.noi", Role.NURSE, house.noi);
        surgeon = People.caller(house.tenant, house.facility, "bs.ngoai", Role.DOCTOR, house.ngoai);
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
        patient = id("A");
        visit = chart().id();
    }

    Grant open(Caller who) {
        return access.open(who, who.purpose(), patient);
    }

    /** The visit as its doctor sees it. */
    Visit chart() {
        return chart(doctor);
    }

    Visit chart(Caller who) {
        return charts.chart(open(who), patient).encounters().getFirst();
    }

    /** Each stay that stands: department, minutes from and to, bed. */
    List<String> stays() {
        return chart().stays().stream()
                .filter(s -> !s.cancelled())
                .map(SaidAtTheBedside::told)
                .toList();
    }

    private static String told(Stay s) {
        return s.departmentCode() + " " + minute(s.start()) + "-" + (s.end() == null ? "" : minute(s.end())) + " "
                + s.room() + "/" + s.bed();
    }

    private static long minute(vn.emr.core.chart.When when) {
        return (when.from().getEpochSecond() - Talk.NOON.getEpochSecond()) / 60;
    }

    static MovementForm transfer(int minute, UUID department) {
        return new MovementForm(Event.TRANSFERRED, Talk.at(minute), department, null, null, "Cần mổ", null, null, null);
    }

    static MovementForm bed(int minute, String room, String bed) {
        return new MovementForm(Event.PLACED, Talk.at(minute), null, room, bed, null, null, null, null);
    }

    static MovementForm home(int minute) {
        return leaving(minute, "1", "2", null);
    }

    static MovementForm leaving(int minute, String kind, String outcome, String destination) {
        return new MovementForm(Event.DISCHARGED, Talk.at(minute), null, null, null, null, kind, outcome, destination);
    }

    Line say(Caller who, MovementForm form) {
        return movements.say(who, open(who), visit, new New(Ids.next(), form));
    }

    Line change(Caller who, Line seen, MovementForm form) {
        return movements.change(who, open(who), visit, seen.key(), new Change(seen.version(), "Ghi nhầm giờ", form));
    }

    static Refusal refused(Code code, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(code, refusal.code(), refusal.getMessage());
        return refusal;
    }
}
