package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.LinkNotice.NumberMoved;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.LinkNotice.PatientsUnmerged;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.LinkNotice.VisitsMerged;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Reading;

/** Merges, moves and links: which two they name, and which number goes. */
class AdtLinksTest {
    private static final String PID = "PID|1||BN1^^^BV-A^MR||Nguyễn^An^Văn";
    /** PID-18 behind it. */
    private static final String ACCOUNT = "|||||||||||||TK2";

    private static final String PV1 = "PV1|1|I|NOI^P1^G1^01001||||||||||||||||NT1";

    @ParameterizedTest
    @ValueSource(strings = {"A18", "A30", "A34", "A36", "A40", "A47"})
    void every_form_of_a_merge_is_a_link(String trigger) {
        PatientsMerged merged = Adt.notice(PatientsMerged.class, Adt.read(trigger, PID, "MRG|BN2^^^BV-A^MR"));
        assertEquals("BN2", merged.loser().identifiers().getFirst().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A44", "A45"})
    void a_visit_given_to_another_patient_is_moved_by_its_number(String trigger) {
        VisitMoved moved = Adt.notice(VisitMoved.class, Adt.read(trigger, PID, "MRG|BN2^^^BV-A^MR||TK1||NT1", PV1));
        assertEquals("NT1", moved.visitNumber());
        assertEquals("BN1", moved.who().identifiers().getFirst().value());
        assertEquals("BN2", moved.from().identifiers().getFirst().value());
        Reading nothing = Adt.read(trigger, PID, "MRG|BN1^^^BV-A^MR||TK1||NT1", PV1);
        assertEquals(List.of(PatientStated.class), kinds(nothing));
        assertThrows(Refusal.class, () -> Adt.read(trigger, PID, "MRG|BN2^^^BV-A^MR"));
        assertThrows(Refusal.class, () -> Adt.read(trigger, PID, PV1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A35", "A41", "A42"})
    void two_visits_of_one_patient_are_joined_and_of_two_patients_never(String trigger) {
        VisitsMerged merged =
                Adt.notice(VisitsMerged.class, Adt.read(trigger, PID + ACCOUNT, "MRG|BN1^^^BV-A^MR||TK1"));
        assertEquals("TK1", merged.loser());
        assertEquals("TK2", merged.visitNumber());
        Refusal two = assertThrows(Refusal.class, () -> Adt.read(trigger, PID + ACCOUNT, "MRG|BN2^^^BV-A^MR||TK1"));
        assertEquals(Code.NOT_APPLICABLE, two.code());
        assertThrows(Refusal.class, () -> Adt.read(trigger, PID + ACCOUNT, "MRG|BN1^^^BV-A^MR"));
    }

    @Test
    void a_number_that_moves_stands_in_both_lists_and_its_owners_beside_it() {
        NumberMoved moved = Adt.notice(
                NumberMoved.class, Adt.read("A43", "PID|1|HT2^^^HT|BN1^^^BV-A^MR", "MRG|BN1^^^BV-A^MR|||HT1^^^HT"));
        assertEquals("BN1", moved.number().identifiers().getFirst().value());
        assertEquals("HT2", moved.who().identifiers().getFirst().value());
        assertEquals("HT1", moved.from().identifiers().getFirst().value());
        Refusal unclear = assertThrows(Refusal.class, () -> Adt.read("A43", PID, "MRG|BN2^^^BV-A^MR"));
        assertEquals(Code.NOT_APPLICABLE, unclear.code());
    }

    @Test
    void two_patients_who_change_places_are_both_transferred() {
        Reading swap = Adt.read("A17", PID, PV1, "PID|2||BN2^^^BV-A^MR", "PV1|2|I|NOI^P1^G1||||||||||||||||NT2");
        assertEquals(
                List.of("BN1", "BN2"),
                swap.notices().stream()
                        .filter(VisitStated.class::isInstance)
                        .map(n -> n.who().identifiers().getFirst().value())
                        .toList());
        assertThrows(Refusal.class, () -> Adt.read("A17", PID, PV1));
    }

    @Test
    void linking_and_unlinking_name_two_people() {
        String other = "PID|2||BN2^^^BV-A^MR";
        assertEquals(List.of(PatientsMerged.class), kinds(Adt.read("A24", PID, other)));
        assertEquals(List.of(PatientsUnmerged.class), kinds(Adt.read("A37", PID, other)));
        assertThrows(Refusal.class, () -> Adt.read("A37", PID));
        assertThrows(Refusal.class, () -> Adt.read("A37", PID, "PID|2||||Ai^Đó"));
    }

    @Test
    void a_merge_names_every_number_that_goes_and_may_come_several_times() {
        Reading reading = Adt.read("A40", PID, "MRG|BN2^^^BV-A^MR~BN3^^^BV-A^MR", "PID|1||BN4", "MRG|BN5");
        List<String> pairs = reading.notices().stream()
                .filter(PatientsMerged.class::isInstance)
                .map(PatientsMerged.class::cast)
                .map(m -> m.loser().identifiers().getFirst().value() + ">"
                        + m.who().identifiers().getFirst().value())
                .toList();
        assertEquals(List.of("BN2>BN1", "BN3>BN1", "BN5>BN4"), pairs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MRG|\"\"^^^BV-A^MR", "MRG|", "MRG|TK1^^^BV-A^AN"})
    void a_merge_without_a_number_that_goes_is_refused(String mrg) {
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                assertThrows(Refusal.class, () -> Adt.read("A40", PID, mrg)).code());
    }

    private static List<Class<?>> kinds(Reading reading) {
        return reading.notices().stream().<Class<?>>map(Object::getClass).toList();
    }
}
