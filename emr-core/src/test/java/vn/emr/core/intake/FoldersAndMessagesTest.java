package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.record.RecordFolder.Act;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;

/** What people decided about a folder no message undoes; what comes late is taken all the same. */
class FoldersAndMessagesTest extends Telling {
    private final UUID person = Ids.next();

    @BeforeEach
    void admit() {
        send(Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V", VisitEvent.ADMITTED, 1, "NOI"));
    }

    @Test
    void a_folder_opens_with_the_number_of_its_visit() {
        assertEquals("V", folder().admissionNumber());
    }

    @Test
    void a_folder_names_the_doctor_of_its_visit_whatever_messages_say_and_people_decide() {
        assertEquals(null, doctor());
        send(Talk.treated(Talk.visit("A", "V", VisitEvent.UPDATED, 4, "NOI"), "BS. Một"));
        assertEquals("BS. Một", doctor());
        decide(Act.COMPLETE, State.COMPLETED);
        assertEquals("BS. Một", doctor());
        send(Talk.treated(Talk.visit("A", "V", VisitEvent.DOCTOR_CHANGED, 5, "NOI"), "BS. Hai"));
        assertEquals("BS. Hai", doctor());
        send(Talk.visit("A", "V", VisitEvent.DOCTOR_CHANGE_CANCELLED, 6, "NOI"));
        assertEquals("BS. Một", doctor());
        send(Talk.treated(Talk.visit("A", "W", VisitEvent.ADMITTED, 7, "NOI"), "BS. Ba"));
        assertEquals(
                2,
                house.count("record_folder f join encounter e on e.encounter_id = f.encounter_id"
                        + " and e.attending_doctor = f.attending_doctor"));
    }

    @Test
    void a_cancelled_admission_does_not_cancel_a_completed_closed_or_archived_folder() {
        decide(Act.COMPLETE, State.COMPLETED);
        send(Talk.visit("A", "V", VisitEvent.ADMISSION_CANCELLED, 4, "NOI"));
        assertEquals(1, house.count("encounter where status = 'CANCELLED'"));
        assertEquals(State.COMPLETED, folder().state());
        decide(Act.CLOSE, State.CLOSED);
        decide(Act.ARCHIVE, State.ARCHIVED);
        send(Talk.visit("A", "V", VisitEvent.ADMITTED, 5, "NOI"));
        send(Talk.visit("A", "V", VisitEvent.ADMISSION_CANCELLED, 6, "NOI"));
        assertEquals(State.ARCHIVED, folder().state());
    }

    @Test
    void a_folder_that_a_person_cancelled_stays_cancelled_and_gets_no_second_one() {
        decide(Act.CANCEL, State.CANCELLED);
        send(Talk.visit("A", "V", VisitEvent.TRANSFERRED, 4, "NGOAI"));
        tell(claims, inpatient(5));
        assertEquals(State.CANCELLED, folder().state());
        assertEquals(1, house.count("record_folder"));
    }

    @Test
    void one_that_a_message_cancelled_comes_back_with_the_next_one() {
        send(Talk.visit("A", "V", VisitEvent.ADMISSION_CANCELLED, 4, "NOI"));
        assertEquals(State.CANCELLED, folder().state());
        send(Talk.visit("A", "V", VisitEvent.ADMITTED, 5, "NOI"));
        assertEquals(State.IN_TREATMENT, folder().state());
    }

    @Test
    void a_late_result_is_taken_into_an_archived_folder_which_stays_archived() {
        send(Talk.visit("A", "V", VisitEvent.DISCHARGED, 3, "NOI"));
        decide(Act.COMPLETE, State.COMPLETED);
        decide(Act.CLOSE, State.CLOSED);
        decide(Act.ARCHIVE, State.ARCHIVED);
        Outcome outcome = send(Talk.ofVisit(Talk.report("A", "R", 9, ResultStatus.FINAL, "GLU", "5.0"), "V"));
        assertEquals(Outcome.Kind.APPLIED, outcome.kind());
        assertEquals(1, house.count("diagnostic_report where encounter_id is not null"));
        assertEquals(State.ARCHIVED, folder().state());
    }

    @Test
    void the_record_of_a_visit_as_another_system_tells_it_stands_where_its_folder_does() {
        tell(claims, inpatient(5));
        assertEquals(1, house.count("record_folder"));
        assertEquals(List.of("IN_TREATMENT", "IN_TREATMENT"), states());
        decide(Act.COMPLETE, State.COMPLETED);
        decide(Act.CLOSE, State.CLOSED);
        assertEquals(List.of("CLOSED", "CLOSED"), states());
    }

    @Test
    void a_version_from_before_people_acted_on_folders_reads_as_it_was() {
        RecordFolder old = (RecordFolder) Content.read(NounKind.RECORD_FOLDER, """
                {"encounterId":"01930000-0000-7000-8000-000000000001","id":"01930000-0000-7000-8000-000000000002",
                 "patientId":"01930000-0000-7000-8000-000000000003","state":"IN_TREATMENT","treatment":"INPATIENT","version":1}
                """);
        assertEquals(State.IN_TREATMENT, old.state());
        assertEquals(null, old.step());
    }

    private List<String> states() {
        return house.database.query(
                "select record_state(tenant_id, patient_id, encounter_id, end_from) as state from encounter",
                row -> row.text("state"));
    }

    private static VisitStated inpatient(int minute) {
        VisitStated v = Talk.visit("A", "V", VisitEvent.DISCHARGED, minute, "NOI");
        assertEquals(EncounterClass.INPATIENT, v.encounterClass());
        return v;
    }

    private RecordFolder folder() {
        return house.database
                .first("""
                        select r.content::text as content from record_folder f
                        join revision r on r.noun_id = f.folder_id and r.version = f.version
                        """, row -> (RecordFolder) Content.read(NounKind.RECORD_FOLDER, row.text("content")))
                .orElseThrow();
    }

    private String doctor() {
        return house.database
                .query("select attending_doctor from record_folder", row -> row.text("attending_doctor"))
                .getFirst();
    }

    private void decide(Act act, State state) {
        RecordFolder f = folder();
        java.time.Instant now = java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        RecordFolder next = f.stepped(
                new RecordFolder.Step(act, person, "Người thử", "lý do"),
                state,
                new Provenance(null, "Người thử", null, now, now));
        AuditEvent.Actor who =
                new AuditEvent.Actor(AuditEvent.ActorKind.PERSON, person, "Người thử", "DOCTOR", null, null, null);
        house.records.commit(house.tenant, List.of(new ChangeSet(who, now, act.name(), null, null, List.of(next))));
    }
}
