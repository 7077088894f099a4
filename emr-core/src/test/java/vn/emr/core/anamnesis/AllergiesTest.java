package vn.emr.core.anamnesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Mask;
import vn.emr.core.anamnesis.Allergies.Panel;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.chart.AllergyList;
import vn.emr.core.chart.AllergyList.Known;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Allergy.Category;
import vn.emr.core.record.Allergy.Certainty;
import vn.emr.core.record.Allergy.Kind;
import vn.emr.core.record.Allergy.Severity;
import vn.emr.core.record.Allergy.Status;
import vn.emr.core.record.Coded;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.store.StoreFault;
import vn.emr.core.testing.AtTheBedside;
import vn.emr.core.testing.Role;

class AllergiesTest extends AtTheBedside {
    private static final Hospital HOSPITAL = new Hospital();

    private Instant now = Instant.now();
    private final Allergies allergies =
            new Allergies(access, HOSPITAL.database, HOSPITAL.records, new Catalogues(HOSPITAL.database), new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    now = now.plus(Duration.ofSeconds(1));
                    return now;
                }
            });

    AllergiesTest() {
        super(HOSPITAL);
    }

    @AfterAll
    static void the_current_rows_follow_from_history() {
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    private static AllergyForm drug(String substance, Severity severity) {
        return new AllergyForm(
                Kind.ALLERGY,
                Category.DRUG,
                null,
                substance,
                List.of("Nổi mề đay", "Khó thở"),
                severity,
                Certainty.CONFIRMED,
                "2019",
                "lời người bệnh");
    }

    private Panel record(Caller caller, AllergyForm said) {
        return allergies.record(caller, open(caller), new Allergies.New(Ids.next(), said));
    }

    private Panel change(Caller caller, AllergyList.Line seen, AllergyForm said, Status status, String reason) {
        return allergies.change(
                caller, open(caller), seen.id(), new Allergies.Change(seen.version(), reason, status, said));
    }

    @Test
    void nothing_recorded_is_something_else_than_asked_and_none_known() {
        assertEquals(Known.NOT_RECORDED, allergies.of(open(doctor)).standing().known());
        Panel none = allergies.noneKnown(nurse, open(nurse), new Allergies.NoneKnown(null, "theo lời mẹ"));
        assertEquals(Known.NONE_KNOWN, none.standing().known());
        assertTrue(none.standing().noneKnown().origin().sourceName().length() > 2, "who asked stands there");
        assertEquals("theo lời mẹ", none.standing().noneKnown().note());
        assertEquals(List.of(), none.standing().allergies());
    }

    @Test
    void that_none_is_known_lapses_when_an_allergy_is_recorded_and_does_not_come_back_when_that_is_over() {
        allergies.noneKnown(nurse, open(nurse), null);
        Panel listed = record(doctor, drug("Penicillin", Severity.LIFE_THREATENING));
        assertEquals(Known.LISTED, listed.standing().known());
        assertNull(listed.standing().noneKnown());
        AllergyList.Line penicillin = listed.standing().allergies().getFirst();
        refused(Code.NOT_APPLICABLE, () -> allergies.noneKnown(doctor, open(doctor), new Allergies.NoneKnown(1, null)));
        Panel over = change(
                doctor, penicillin, drug("Penicillin", Severity.MILD), Status.RESOLVED, "test kích thích âm tính");
        assertEquals(Known.NOT_RECORDED, over.standing().known());
        assertEquals(2, over.past().size());
        Panel again = allergies.noneKnown(doctor, open(doctor), new Allergies.NoneKnown(1, null));
        assertEquals(Known.NONE_KNOWN, again.standing().known());
        assertEquals(2, again.standing().noneKnown().version());
    }

    @Test
    void what_was_recorded_by_mistake_is_minded_by_nobody_and_the_statement_before_it_holds() {
        allergies.noneKnown(nurse, open(nurse), null);
        AllergyList.Line wrong = record(doctor, drug("Penicillin", Severity.SEVERE))
                .standing()
                .allergies()
                .getFirst();
        Panel panel = change(doctor, wrong, null, Status.ENTERED_IN_ERROR, "ghi nhầm người bệnh");
        assertEquals(Known.NONE_KNOWN, panel.standing().known());
        List<AllergyList.Line> versions = allergies.versions(open(doctor), wrong.id());
        assertEquals(
                List.of(Status.ENTERED_IN_ERROR, Status.ACTIVE),
                versions.stream().map(AllergyList.Line::status).toList());
        assertEquals("ghi nhầm người bệnh", versions.getFirst().reason());
        AllergyList.Line none = panel.standing().noneKnown();
        assertEquals(
                Known.NOT_RECORDED,
                change(nurse, none, null, Status.ENTERED_IN_ERROR, "chưa hỏi người bệnh")
                        .standing()
                        .known());
    }

    @Test
    void the_worst_stands_first_and_keeps_all_that_was_stated() {
        record(nurse, drug("Aspirin", Severity.MILD));
        record(nurse, new AllergyForm(Kind.INTOLERANCE, Category.FOOD, null, "Sữa bò", null, null, null, null, null));
        record(doctor, drug("Ceftriaxone", Severity.LIFE_THREATENING));
        List<AllergyList.Line> lines = allergies.of(open(doctor)).standing().allergies();
        assertEquals(
                List.of("Ceftriaxone", "Aspirin", "Sữa bò"),
                lines.stream().map(AllergyList.Line::substance).toList());
        AllergyList.Line worst = lines.getFirst();
        assertEquals(List.of("Nổi mề đay", "Khó thở"), worst.reactions());
        assertEquals("2019", worst.onset().sent());
        assertEquals(Certainty.CONFIRMED, worst.certainty());
    }

    @Test
    void the_same_request_records_one_and_another_content_under_its_number_is_refused() {
        UUID request = Ids.next();
        for (int i = 0; i < 2; i++) {
            allergies.record(doctor, open(doctor), new Allergies.New(request, drug("Penicillin", Severity.SEVERE)));
        }
        assertEquals(1, allergies.of(open(doctor)).standing().allergies().size());
        refused(
                Code.KEY_REUSED,
                () -> allergies.record(
                        doctor, open(doctor), new Allergies.New(request, drug("Aspirin", Severity.SEVERE))));
        refused(Code.CONFLICT, () -> record(nurse, drug("PENICILLIN", Severity.MILD)));
    }

    @Test
    void a_change_names_the_version_that_was_seen_and_says_why() {
        AllergyList.Line seen =
                record(doctor, drug("Penicillin", null)).standing().allergies().getFirst();
        AllergyForm said = drug("Penicillin V", Severity.MODERATE);
        refused(Code.REQUIRED_FIELD_MISSING, () -> change(nurse, seen, said, null, " "));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> allergies.change(
                        nurse, open(nurse), seen.id(), new Allergies.Change(null, "bổ sung mức độ", null, said)));
        Panel changed = change(nurse, seen, said, null, "bổ sung mức độ");
        assertEquals(2, changed.standing().allergies().getFirst().version());
        refused(Code.CONFLICT, () -> change(doctor, seen, said, null, "bổ sung mức độ"));
        refused(
                Code.NOT_FOUND,
                () -> allergies.change(
                        nurse, open(nurse), Ids.next(), new Allergies.Change(1, "bổ sung mức độ", null, said)));
    }

    @Test
    void what_does_not_fit_is_refused_with_a_pointer() {
        for (AllergyForm wrong : List.of(
                new AllergyForm(null, Category.DRUG, null, "Penicillin", null, null, null, null, null),
                new AllergyForm(Kind.NONE_KNOWN, Category.DRUG, null, "Penicillin", null, null, null, null, null),
                new AllergyForm(Kind.ALLERGY, Category.FOOD, "40.1", "Tôm", null, null, null, null, null),
                new AllergyForm(Kind.ALLERGY, Category.FOOD, null, "x", null, null, null, null, null),
                new AllergyForm(Kind.ALLERGY, Category.FOOD, null, "a\u0007b", null, null, null, null, null),
                new AllergyForm(Kind.ALLERGY, Category.FOOD, null, "Tôm", null, null, null, "20/5/2019", null),
                new AllergyForm(Kind.ALLERGY, Category.FOOD, null, "Tôm", null, null, null, "2999", null),
                new AllergyForm(
                        Kind.ALLERGY, Category.FOOD, null, "Tôm", List.of("x".repeat(101)), null, null, null, null))) {
            Refusal refusal = assertThrows(Refusal.class, () -> record(doctor, wrong));
            assertTrue(!refusal.fields().isEmpty(), wrong.toString());
        }
    }

    @Test
    void who_only_reads_records_nothing_and_who_treats_nobody_there_does_not_even_read() {
        Caller student = somebody(Role.STUDENT);
        assertEquals(Set.of(), allergies.of(open(student)).allowed());
        assertEquals(
                Set.of(Allergies.Act.RECORD, Allergies.Act.CHANGE),
                allergies.of(open(nurse)).allowed());
        refused(Code.FORBIDDEN, () -> record(student, drug("Penicillin", null)));
        refused(Code.FORBIDDEN, () -> allergies.noneKnown(student, open(student), null));
        AllergyList.Line line =
                record(doctor, drug("Penicillin", null)).standing().allergies().getFirst();
        refused(Code.FORBIDDEN, () -> change(student, line, null, Status.ENTERED_IN_ERROR, "nhầm rồi"));
        UUID other = HOSPITAL.department("W" + Ids.next());
        Caller stranger =
                HOSPITAL.caller(HOSPITAL.account("x" + Ids.next(), "x", Role.DOCTOR, other), Role.DOCTOR, other);
        refused(Code.FORBIDDEN, () -> open(stranger));
    }

    @Test
    void a_closed_record_takes_no_change() {
        AllergyList.Line line =
                record(doctor, drug("Penicillin", null)).standing().allergies().getFirst();
        HOSPITAL.folder(patient, visit, HOSPITAL.facility, State.ARCHIVED);
        Grant grant = open(somebody(Role.RECORDS_CLERK));
        assertEquals(Set.of(), allergies.of(grant).allowed());
        refused(
                Code.FORBIDDEN,
                () -> allergies.change(
                        somebody(Role.RECORDS_CLERK),
                        grant,
                        line.id(),
                        new Allergies.Change(1, "nhầm rồi", Status.ENTERED_IN_ERROR, null)));
    }

    @Test
    void allergies_of_who_was_merged_stand_in_the_chart_of_the_survivor() {
        UUID survivor = patient;
        patient = HOSPITAL.patient("Nguyễn Văn Mẫu");
        HOSPITAL.stay(patient, ward, null, null, false);
        AllergyList.Line line =
                record(doctor, drug("Penicillin", null)).standing().allergies().getFirst();
        UUID loser = patient;
        patient = survivor;
        allergies.noneKnown(nurse, open(nurse), null);
        HOSPITAL.merge(loser, survivor);
        Panel both = allergies.of(open(doctor));
        assertEquals(Known.LISTED, both.standing().known(), "an allergy weighs more than that none is known");
        Panel changed = change(doctor, line, drug("Amoxicillin", null), null, "đúng tên thuốc");
        assertEquals("Amoxicillin", changed.standing().allergies().getFirst().substance());
    }

    @Test
    void an_allergy_that_a_label_names_is_hidden_and_the_chart_says_that_something_is() {
        UUID request = Ids.next();
        Allergies.New hidden = new Allergies.New(request, drug("Efavirenz", Severity.SEVERE));
        allergies.record(doctor, open(doctor), hidden);
        assertEquals(
                List.of(),
                allergies.record(doctor, open(doctor), hidden).standing().allergies(),
                "sent again it is not recorded twice");
        assertTrue(open(doctor).masks().contains(new Mask("ALLERGY", null, null)));
        UUID id = HOSPITAL.database
                .first("select allergy_id from allergy where patient_id = ?", row -> row.uuid("allergy_id"), patient)
                .orElseThrow();
        refused(Code.NOT_FOUND, () -> allergies.versions(open(doctor), id));
        refused(
                Code.NOT_FOUND,
                () -> allergies.change(
                        doctor, open(doctor), id, new Allergies.Change(1, "nhầm rồi", Status.ENTERED_IN_ERROR, null)));
    }

    @Test
    void what_a_system_tells_is_changed_there_and_stands_beside_what_people_state() {
        Allergy told = new Allergy(
                Ids.next(),
                1,
                patient,
                HOSPITAL.source,
                "PEN",
                new Allergy.Details(
                        Kind.ALLERGY,
                        Category.DRUG,
                        new Coded("PEN", "HIS", "Penicillin"),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Status.ACTIVE),
                null,
                HOSPITAL.origin());
        HOSPITAL.commit(told);
        refused(
                Code.NOT_APPLICABLE,
                () -> change(doctor, AllergyList.Line.of(told), null, Status.ENTERED_IN_ERROR, "nhầm rồi"));
        assertEquals(
                2,
                record(doctor, drug("Penicillin", Severity.SEVERE))
                        .standing()
                        .allergies()
                        .size());
    }

    @Test
    void the_database_takes_no_statement_that_none_is_known_with_a_substance() {
        Allergy.Details wrong = new Allergy.Details(
                Kind.NONE_KNOWN,
                Category.DRUG,
                new Coded(null, "", "Penicillin"),
                List.of(),
                null,
                null,
                null,
                null,
                Status.ACTIVE);
        assertThrows(
                StoreFault.class,
                () -> HOSPITAL.commit(new Allergy(Ids.next(), 1, patient, null, "x", wrong, null, HOSPITAL.origin())));
    }
}
