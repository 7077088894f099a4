package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.chart.Entries;
import vn.emr.core.chart.MovementList.Line;
import vn.emr.core.chart.MovementList.Movable;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.movements.MovementForm;
import vn.emr.core.movements.VisitMovements.Change;
import vn.emr.core.movements.VisitMovements.New;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.RecordFolder.Step;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** What nobody can say of where somebody is, and who cannot. */
class VisitMovementRefusalsTest extends SaidAtTheBedside {
    private void refused(String at, Code code, MovementForm form) {
        Refusal refusal = refused(code, () -> say(doctor, form));
        assertEquals(at, refusal.fields().getFirst());
    }

    @Test
    void a_nurse_says_where_somebody_lies_and_a_doctor_sends_them_home() {
        assertEquals(new Movable(true, true, false, false), chart(nurse).movable());
        say(nurse, bed(10, "P2", "G5"));
        Line moved = say(nurse, transfer(30, house.ngoai));
        refused(Code.FORBIDDEN, () -> say(nurse, home(40)));
        Line home = say(doctor, home(40));
        refused(Code.FORBIDDEN, () -> change(nurse, home, null));
        change(nurse, moved, null);
        assertEquals(List.of("NOI 1-40 P2/G5"), stays());
    }

    @Test
    void who_does_not_treat_the_patient_says_nothing_and_sees_no_visit() {
        Caller clerk = People.caller(house.tenant, house.facility, "luutru", Role.RECORDS_CLERK);
        refused(Code.FORBIDDEN, () -> say(clerk, bed(10, "P2", "G5")));
        refused(Code.FORBIDDEN, () -> movements.departments(clerk, open(clerk), visit));
        assertEquals(new Movable(false, false, false, false), chart(clerk).movable());
        refused(
                Code.NOT_FOUND,
                () -> movements.say(doctor, open(doctor), Ids.next(), new New(Ids.next(), bed(10, "P2", "G5"))));
    }

    @Test
    void the_departments_are_those_of_the_facility_and_one_of_another_is_none() {
        assertEquals(
                List.of("NGOAI false", "NOI true"),
                movements.departments(doctor, open(doctor), visit).departments().stream()
                        .map(d -> d.code() + " " + d.here())
                        .sorted()
                        .toList());
        refused("/movement/departmentId", Code.MALFORMED_FIELD, transfer(30, Ids.next()));
        refused("/movement/departmentId", Code.REQUIRED_FIELD_MISSING, transfer(30, null));
        refused("/movement/departmentId", Code.NOT_APPLICABLE, transfer(30, house.noi));
    }

    @Test
    void a_time_before_the_admission_or_ahead_is_refused_and_so_is_a_discharge_before_the_last_transfer() {
        refused("/movement/at", Code.MALFORMED_FIELD, transfer(0, house.ngoai));
        refused("/movement/at", Code.MALFORMED_FIELD, transfer(70, house.ngoai));
        refused("/movement/at", Code.MALFORMED_FIELD, bed(0, "P1", null));
        say(doctor, transfer(30, house.ngoai));
        refused("/movement/at", Code.MALFORMED_FIELD, home(20));
        say(doctor, home(40));
        refused("/movement/at", Code.MALFORMED_FIELD, bed(45, "P1", null));
        refused("/movement", Code.NOT_APPLICABLE, home(45));
    }

    @Test
    void a_discharge_says_how_the_treatment_ended_and_where_somebody_was_sent() {
        refused("/movement/dischargeKind", Code.REQUIRED_FIELD_MISSING, leaving(40, null, "1", null));
        refused("/movement/dischargeKind", Code.REQUIRED_FIELD_MISSING, leaving(40, "1", null, null));
        refused("/movement/dischargeKind", Code.MALFORMED_FIELD, leaving(40, "6", "1", null));
        refused("/movement/outcome", Code.MALFORMED_FIELD, leaving(40, "1", "9", null));
        refused("/movement/destination", Code.REQUIRED_FIELD_MISSING, leaving(40, "2", "4", " "));
        refused("/movement/destination", Code.REQUIRED_FIELD_MISSING, leaving(40, "5", "4", null));
        refused("/movement/room", Code.REQUIRED_FIELD_MISSING, bed(40, null, " "));
        refused("/movement/bed", Code.MALFORMED_FIELD, bed(40, null, "G".repeat(51)));
    }

    @Test
    void who_has_not_come_or_came_in_error_is_not_moved() {
        send(Talk.visit("A", "V2", VisitEvent.PLANNED, 2, "NOI"));
        var planned = charts.chart(open(doctor), patient).encounters().stream()
                .filter(v -> v.visitNumber().equals("V2"))
                .findFirst()
                .orElseThrow();
        refused(
                Code.NOT_APPLICABLE,
                () -> movements.say(
                        doctor, open(doctor), planned.id(), new New(Ids.next(), transfer(30, house.ngoai))));
    }

    @Test
    void a_change_names_a_version_a_reason_and_the_same_event() {
        Line said = say(doctor, transfer(30, house.ngoai));
        refused(Code.REQUIRED_FIELD_MISSING, () -> ask(said, new Change(null, "Nhầm", null)));
        refused(Code.REQUIRED_FIELD_MISSING, () -> ask(said, new Change(1, " ", null)));
        refused(Code.MALFORMED_FIELD, () -> ask(said, new Change(1, "Nhầm khoa", home(40))));
        refused(
                Code.NOT_FOUND,
                () -> movements.change(doctor, open(doctor), visit, "1", new Change(1, "Nhầm khoa", null)));
        assertEquals(1, chart().movements().getFirst().version());
    }

    private void ask(Line said, Change change) {
        movements.change(doctor, open(doctor), visit, said.key(), change);
    }

    @Test
    void a_completed_record_takes_no_movements_until_it_is_opened_again() {
        Line home = say(doctor, home(40));
        folder(Act.COMPLETE, State.COMPLETED);
        refused(Code.FORBIDDEN, () -> change(doctor, home, null));
        assertEquals(new Movable(false, false, false, false), chart().movable());
        folder(Act.REOPEN, State.IN_TREATMENT);
        change(doctor, home, null);
        assertEquals(List.of("NOI 1- P1/G1"), stays());
    }

    private void folder(Act act, State state) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        house.database.run(t -> {
            RecordFolder folder = t.query(
                            """
                            select r.content::text as content
                            from record_folder f join revision r on r.noun_id = f.folder_id and r.version = f.version
                            """, row -> (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content")))
                    .getFirst();
            RecordFolder next =
                    folder.stepped(new Step(act, doctor.id(), "bs.noi", null), state, Entries.by(t, doctor, now));
            house.records.commit(
                    t,
                    house.tenant,
                    List.of(new ChangeSet(doctor.actor(), now, act.name(), null, null, List.of(next))));
        });
    }

    @Test
    void an_examination_without_a_folder_ends_here_and_is_opened_again_when_that_was_wrong() {
        VisitStated came = Talk.visit("B", "X", VisitEvent.REGISTERED, 1, "NOI");
        send(
                Talk.patient("B", 0, "Lò Thị Mẫu"),
                new VisitStated(
                        came.who(),
                        came.stated(),
                        "X",
                        came.event(),
                        EncounterClass.EXAMINATION,
                        came.occurred(),
                        null,
                        null,
                        null,
                        false,
                        null,
                        "NOI",
                        null,
                        null,
                        null,
                        null,
                        Set.of()));
        patient = id("B");
        visit = chart().id();
        assertEquals(0, house.count("record_folder where patient_id = '" + patient + "'"));
        Line home = say(doctor, home(40));
        assertEquals(Talk.at(40), chart().end().from());
        change(doctor, home, null);
        assertEquals(List.of("NOI 1- null/null"), stays());
    }
}
