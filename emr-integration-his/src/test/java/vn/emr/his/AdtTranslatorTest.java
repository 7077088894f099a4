package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Notice.VisitStated.Fact;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.ToldNotice.AllergiesStated;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.VisitEvent;

/** What each event of a person or a visit states. */
class AdtTranslatorTest {
    private static final String PID = "PID|1||BN1^^^BV-A^MR||Nguyễn^An^Văn";

    private static final String PV1 = "PV1|1|I|NOI^P1^G1^01001||||||||||||||||NT1";

    @ParameterizedTest
    @CsvSource({
        "A01,ADMITTED",
        "A02,TRANSFERRED",
        "A03,DISCHARGED",
        "A04,REGISTERED",
        "A05,PLANNED",
        "A08,UPDATED",
        "A11,ADMISSION_CANCELLED",
        "A12,TRANSFER_CANCELLED",
        "A13,DISCHARGE_CANCELLED",
        "A06,BECAME_INPATIENT",
        "A07,BECAME_OUTPATIENT",
        "A09,DEPARTED",
        "A10,ARRIVED",
        "A14,ADMISSION_EXPECTED",
        "A15,TRANSFER_EXPECTED",
        "A16,DISCHARGE_EXPECTED",
        "A21,WENT_ON_LEAVE",
        "A22,RETURNED",
        "A23,VISIT_CANCELLED",
        "A25,DISCHARGE_EXPECTED_CANCELLED",
        "A26,TRANSFER_EXPECTED_CANCELLED",
        "A27,ADMISSION_EXPECTED_CANCELLED",
        "A32,ARRIVAL_CANCELLED",
        "A33,DEPARTURE_CANCELLED",
        "A38,PLAN_CANCELLED",
        "A52,LEAVE_CANCELLED",
        "A53,RETURN_CANCELLED",
        "A54,DOCTOR_CHANGED",
        "A55,DOCTOR_CHANGE_CANCELLED"
    })
    void each_event_of_a_visit_is_stated_after_the_person(String trigger, VisitEvent event) {
        Reading reading = Adt.read(trigger, PID, PV1);
        assertEquals(List.of(PatientStated.class, VisitStated.class), kinds(reading));
        assertEquals(event, Adt.notice(VisitStated.class, reading).event());
        assertEquals("NT1", Adt.notice(VisitStated.class, reading).visitNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A28", "A31", "A60"})
    void a_person_event_states_no_visit_even_with_pv1(String trigger) {
        assertEquals(List.of(PatientStated.class), kinds(Adt.read(trigger, PID, PV1)));
    }

    @Test
    void an_event_we_do_not_read_is_kept_and_changes_nothing() {
        Reading reading = Adt.read("A20", PID);
        assertEquals(List.of(), reading.notices());
        assertTrue(reading.remarks().getFirst().startsWith("NOT_INTERPRETED"));
    }

    @Test
    void an_update_that_names_nobody_waits_for_a_person_and_an_admission_may_announce_one() {
        Refusal refusal = assertThrows(Refusal.class, () -> Adt.read("A08", "PID|1||\"\"^^^X||Lê^An"));
        assertEquals(Code.UNKNOWN_PATIENT, refusal.code());
        assertEquals(1, Adt.read("A28", "PID|1||||Lê^An").notices().size());
    }

    @Test
    void a_message_without_pid_is_refused() {
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                assertThrows(Refusal.class, () -> Adt.read("A08", PV1)).code());
    }

    @ParameterizedTest
    @CsvSource({
        "I,INPATIENT",
        "O,EXAMINATION",
        "E,EMERGENCY",
        "R,OUTPATIENT_TREATMENT",
        "D,DAY",
        "B,INPATIENT",
        "P,UNKNOWN",
        "N,UNKNOWN",
        "?,UNKNOWN"
    })
    void the_class_of_a_visit_is_read_by_table_0004(String sent, EncounterClass expected) {
        assertEquals(
                expected, visit("A01", PV1.replace("|I|", "|" + sent + "|")).encounterClass());
    }

    @Test
    void a_patient_type_named_in_the_settings_tells_the_treatment() {
        Map<String, String> settings =
                Map.of(VisitSegments.OUTPATIENT_TREATMENT, "NGT, 02", VisitSegments.DAY_TREATMENT, "04");
        for (var expected : Map.of(
                        "NGT", EncounterClass.OUTPATIENT_TREATMENT,
                        "02", EncounterClass.OUTPATIENT_TREATMENT,
                        "04", EncounterClass.DAY,
                        "01", EncounterClass.EXAMINATION)
                .entrySet()) {
            byte[] message = Adt.message("A04", PID, "PV1|1|O|KHAM|||||||||||||||" + expected.getKey() + "|KB1");
            Reading reading = Adt.deliver(message, settings).reading();
            assertEquals(
                    expected.getValue(), Adt.notice(VisitStated.class, reading).encounterClass());
        }
    }

    @Test
    void the_visit_number_is_pv1_19_else_the_account_else_pv1_50_else_there_is_no_visit() {
        assertEquals("NT1", visit("A01", PV1).visitNumber());
        assertEquals(
                "TK1",
                Adt.notice(VisitStated.class, Adt.read("A01", PID + "|||||||||||||TK1", "PV1|1|I"))
                        .visitNumber());
        assertEquals("ALT", visit("A01", "PV1|1|I" + "|".repeat(48) + "ALT").visitNumber());
        Reading none = Adt.read("A01", PID, "PV1|1|I|NOI");
        assertEquals(List.of(PatientStated.class), kinds(none));
        assertEquals(1, none.remarks().size());
    }

    @Test
    void a_movement_is_zbe_else_the_event_else_what_pv1_says() {
        VisitStated zbe = visit("A02", PV1, "ZBE|MV7^HIS|20261120093000||INSERT|N");
        assertEquals("MV7", zbe.movementKey());
        assertEquals(Instant.parse("2026-11-20T02:30:00Z"), zbe.occurred().from());
        assertEquals(
                "20261120092000",
                visit("A02", "EVN||20261120093000||||20261120092000", PV1)
                        .occurred()
                        .sent());
        String dated = PV1 + "|".repeat(25) + "20261120080000|20261120090000";
        assertEquals("20261120080000", visit("A01", dated).occurred().sent());
        assertEquals("20261120090000", visit("A03", dated).occurred().sent());
        assertEquals("20261120101500", visit("A08", PV1).occurred().sent());
        VisitStated planned = visit("A05", "EVN||||||20261120090000", PV1, "PV2||||||||202612010800");
        assertEquals("202612010800", planned.occurred().sent());
    }

    @Test
    void a_corrected_movement_is_the_event_zbe_names_and_without_its_name_is_refused() {
        VisitStated corrected = visit("Z99", PV1, "ZBE|MV7|20261119||UPDATE|Y|A02");
        assertEquals(VisitEvent.TRANSFERRED, corrected.event());
        assertTrue(corrected.historic());
        assertEquals(
                VisitEvent.DISCHARGE_CANCELLED,
                visit("Z99", PV1, "ZBE|MV7|20261119||CANCEL|N|A03").event());
        assertEquals(
                VisitEvent.TRANSFER_CANCELLED,
                visit("A12", PV1, "ZBE|MV7|20261119||CANCEL|N|A02").event());
        for (String zbe : List.of("ZBE||20261119||UPDATE|N|A02", "ZBE|MV7|20261119||UPDATE|N|", "NTE|1")) {
            Refusal refusal = assertThrows(Refusal.class, () -> Adt.read("Z99", PID, PV1, zbe));
            assertEquals(Code.REQUIRED_FIELD_MISSING, refusal.code());
        }
    }

    @Test
    void two_quotes_erase_and_an_empty_field_leaves() {
        assertEquals(Set.of(), visit("A08", PV1).erased());
        VisitStated erased =
                visit("A08", "PV1|1|I|NOI||||\"\"||||||||||||NT1" + "|".repeat(25) + "\"\"|\"\"", "PV2|||\"\"");
        assertEquals(Set.of(Fact.START, Fact.END, Fact.ATTENDING_DOCTOR, Fact.REASON), erased.erased());
    }

    @Test
    void it_is_stated_when_recorded_and_never_after_it_was_sent() {
        assertEquals(
                Instant.parse("2026-11-20T02:00:00Z"),
                visit("A01", "EVN||20261120090000", PV1).stated());
        Reading late = Adt.read("A01", "EVN||20290801070624", PID, PV1);
        assertEquals(
                Instant.parse("2026-11-20T03:15:00Z"), late.notices().getFirst().stated());
        assertEquals(1, late.remarks().size());
    }

    @Test
    void diagnoses_keep_code_text_and_kind_in_old_and_new_forms() {
        Reading reading = Adt.read(
                "A03",
                PID,
                PV1,
                "DG1|1||I10^Tăng huyết áp^ICD10|||F",
                "DG1|2|I10|J18|Viêm phổi||A",
                "DG1|3||||20261120");
        List<String> read = Adt.notice(ConditionsStated.class, reading).conditions().stream()
                .map(c -> c.key() + " " + c.code().system() + " " + c.code().text() + " " + c.rank())
                .toList();
        assertEquals(List.of("I10|F ICD10 Tăng huyết áp discharge", "J18|A I10 Viêm phổi admission"), read);
    }

    @Test
    void what_is_not_read_is_said() {
        Reading reading = Adt.read("A40", PID, "MRG|BN9", "AL1|1|DA|PEN", "OBX|1|NM|CAO||170");
        assertEquals(1, reading.observationsIn());
        assertTrue(reading.remarks().toString().contains("allergies beside a merge"));
    }

    @Test
    void an_allergy_is_the_same_one_by_its_number_or_its_substance_and_the_last_statement_of_a_message_stands() {
        Reading reading = Adt.read(
                "A60",
                PID,
                "IAM|1|DA|PEN^Penicillin^HIS|MI||A|1",
                "IAM|2|DA|PEN^Penicillin^HIS|SV||U|1",
                "IAM|3|FA|^tôm|||A",
                "AL1|1|FA|^Tôm|MO");
        List<String> read = Adt.notice(AllergiesStated.class, reading).allergies().stream()
                .map(a -> a.key() + " " + a.details().severity())
                .toList();
        assertEquals(List.of("1 SEVERE", "|TÔM MODERATE"), read);
    }

    @Test
    void that_nothing_is_known_of_one_kind_of_allergies_is_not_that_none_is_known() {
        for (String none : List.of("NKDA", "409137002^No known drug allergy^SCT", "^No known drug allergies")) {
            Reading reading = Adt.read("A31", PID, "AL1|1|DA|" + none);
            assertEquals(List.of(PatientStated.class), kinds(reading));
            assertTrue(reading.remarks().toString().contains("says nothing of the others"), none);
        }
        for (String none : List.of("NKA", "^Không dị ứng", "716186003^No known allergy^SCT")) {
            AllergiesStated stated = Adt.notice(AllergiesStated.class, Adt.read("A31", PID, "AL1|1||" + none));
            assertEquals(Allergy.NONE, stated.allergies().getFirst().key());
        }
    }

    private static VisitStated visit(String trigger, String... segments) {
        String[] all = new String[segments.length + 1];
        all[0] = PID;
        System.arraycopy(segments, 0, all, 1, segments.length);
        return Adt.notice(VisitStated.class, Adt.read(trigger, all));
    }

    private static List<Class<?>> kinds(Reading reading) {
        return reading.notices().stream().<Class<?>>map(Object::getClass).toList();
    }
}
