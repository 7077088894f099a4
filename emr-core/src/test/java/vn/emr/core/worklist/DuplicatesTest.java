package vn.emr.core.worklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.intake.PatientLinks;
import vn.emr.core.outbox.Outbox;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.store.IntakeStore;

/** Which people the server asks about, and which it never does. */
class DuplicatesTest {
    private final Hospital hospital = new Hospital();
    private final Worklists worklists =
            new Worklists(hospital.database, new Outbox(hospital.database), Clock.systemUTC());

    @AfterEach
    void the_record_is_whole() {
        assertEquals(List.of(), HistoryCheck.differences(hospital.database));
    }

    private List<String> pairs() {
        while (worklists.catchUp() > 0) {
            // A round reads a part; the next reads on.
        }
        return hospital.database.query("""
                select d.evidence || ' ' || a.name || ' = ' || b.name as pair from possible_duplicate d
                join patient a on a.patient_id = d.one_id join patient b on b.patient_id = d.other_id
                where d.tenant_id = ? order by 1
                """, r -> r.text("pair"), hospital.tenant);
    }

    private Patient copy(UUID id, int version, String birth, List<Identifier> identifiers, String name) {
        return hospital.person(id, version, name, birth, identifiers);
    }

    @Test
    void the_same_name_and_birth_year_are_asked_about_with_or_without_accents() {
        hospital.patient("Đặng Thị Ánh");
        hospital.patient("Dang Thi Anh");
        hospital.patient("Đặng Thị Ánh Tuyết");
        assertEquals(List.of("NAME Đặng Thị Ánh = Dang Thi Anh"), pairs());
    }

    @Test
    void the_same_name_with_another_birth_is_not_asked_about() {
        hospital.patient("Đặng Thị Ánh");
        hospital.commit(copy(Ids.next(), 1, "1961", List.of(), "Đặng Thị Ánh"));
        assertEquals(List.of(), pairs());
        hospital.commit(copy(Ids.next(), 1, "19580907", List.of(), "Đặng Thị Ánh"));
        assertEquals(List.of("NAME Đặng Thị Ánh = Đặng Thị Ánh"), pairs());
    }

    @Test
    void the_same_national_or_insurance_number_is_asked_about_whatever_the_names() {
        hospital.patient("Đặng Thị Ánh", "A", "001158000001", List.of());
        Identifier held = new Identifier(IdentifierKind.CCCD, "VN", "001158000001", false);
        Identifier card = new Identifier(IdentifierKind.INSURANCE_CARD, "VN", "1234567890", true);
        hospital.commit(copy(Ids.next(), 1, "1990", List.of(held, card), "Trần Văn Bình"));
        hospital.commit(copy(Ids.next(), 1, "1991", List.of(card), "Lê Thị Cúc"));
        assertEquals(
                List.of("NUMBER Trần Văn Bình = Lê Thị Cúc", "NUMBER Đặng Thị Ánh = Trần Văn Bình").stream()
                        .sorted()
                        .toList(),
                pairs().stream().sorted().toList());
    }

    @Test
    void a_blank_number_or_the_same_digits_of_another_issuer_are_no_evidence() {
        Identifier blank = new Identifier(IdentifierKind.INSURANCE_CARD, "VN", "", true);
        hospital.commit(copy(
                Ids.next(),
                1,
                "1990",
                List.of(blank, new Identifier(IdentifierKind.PATIENT_NUMBER, "BV1", "7", true)),
                "Trần Văn Bình"));
        hospital.commit(copy(
                Ids.next(),
                1,
                "1991",
                List.of(blank, new Identifier(IdentifierKind.PATIENT_NUMBER, "BV2", "7", true)),
                "Lê Thị Cúc"));
        assertEquals(List.of(), pairs());
    }

    @Test
    void a_correction_that_takes_the_likeness_away_takes_the_question_away() {
        hospital.patient("Đặng Thị Ánh");
        UUID other = Ids.next();
        hospital.commit(copy(other, 1, "1958", List.of(), "Đặng Thị Ánh"));
        assertEquals(1, pairs().size());
        hospital.commit(copy(other, 2, "1958", List.of(), "Đặng Thị Oanh"));
        assertEquals(List.of(), pairs());
    }

    @Test
    void not_the_same_person_is_remembered_and_not_asked_again() {
        UUID one = hospital.patient("Đặng Thị Ánh");
        UUID other = Ids.next();
        hospital.commit(copy(other, 1, "1958", List.of(), "Đặng Thị Ánh"));
        assertEquals(1, pairs().size());
        Actor clerk = new Actor(ActorKind.PERSON, Ids.next(), "luutru", "RECORDS_CLERK", null, null, null);
        new PatientLinks(
                        hospital.database,
                        hospital.records,
                        new AuditTrail(hospital.database),
                        new IntakeStore(hospital.database),
                        Clock.systemUTC())
                .distinct(
                        new PatientLinks.Decision(clerk, hospital.tenant, hospital.facility, "hai chị em"), other, one);
        assertEquals(List.of(), pairs());
        hospital.commit(copy(other, 2, "195801", List.of(), "Đặng Thị Ánh"));
        assertEquals(List.of(), pairs());
    }
}
