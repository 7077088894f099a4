package vn.emr.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.diagnosis.Diagnoses.Version;
import vn.emr.core.diagnosis.Diagnoses.Written;
import vn.emr.core.record.Sex;

/** ICD-10 as TT 06/2026/TT-BYT has it: the list of the day the visit ends, and its flags. */
class DiagnosisRulesTest extends AtTheVisit {
    private static final LocalDate NEW_FROM = LocalDate.of(2026, 7, 1);
    private static final String OLD = """
            code,name
            U99.9,Mã cũ
            J18.9,Viêm phổi tác nhân không xác định
            """;
    private static final String LIST = """
            code,name,not_primary,discouraged_primary,not_used,death_only,female_only,male_only
            J18.9,Viêm phổi tác nhân không xác định,,,,,,
            E11,Đái tháo đường típ 2,,,1,,,
            B95.0,Tụ cầu là nguyên nhân,1,,,,,
            R05,Ho,,1,,,,
            R99,Tử vong không rõ nguyên nhân,,,,1,,
            O80,Đẻ thường,,,,,1,
            N40,Tăng sản tuyến tiền liệt,,,,,,1
            """;

    private void lists() {
        edition(LocalDate.of(2020, 1, 1), OLD);
        edition(NEW_FROM, LIST);
    }

    private void sexIs(Sex sex) {
        hospital.database.update("update patient set sex = ? where patient_id = ?", sex, patient);
    }

    @Test
    void a_code_is_kept_with_the_words_of_the_list_or_those_of_the_doctor() {
        lists();
        Version listed = newest(say("primary", " j18.9 ", null));
        assertEquals("J18.9", listed.code());
        assertEquals("Viêm phổi tác nhân không xác định", listed.text());
        assertEquals(
                "Viêm phổi thùy dưới phải",
                newest(say("secondary", "J18.9", "Viêm phổi thùy dưới phải")).text());
    }

    @Test
    void words_alone_are_enough_and_nothing_is_not() {
        Version said = newest(say("admission", null, "Sốt chưa rõ nguyên nhân"));
        assertNull(said.code());
        assertEquals(
                List.of("/code", "/text"),
                refused(Code.REQUIRED_FIELD_MISSING, () -> say("admission", " ", " "))
                        .fields());
    }

    @Test
    void a_code_that_the_list_does_not_have_is_refused() {
        lists();
        assertEquals(
                List.of("/code"),
                refused(Code.MALFORMED_FIELD, () -> say("primary", "J18.99", "Viêm phổi"))
                        .fields());
        refused(Code.MALFORMED_FIELD, () -> say("primary", "X".repeat(200), "Viêm phổi"));
    }

    @Test
    void the_list_is_that_of_the_day_the_visit_ended_and_todays_while_it_goes_on() {
        lists();
        refused(Code.MALFORMED_FIELD, () -> say("primary", "U99.9", null));
        endedOn(NEW_FROM.minusDays(1));
        say("primary", "U99.9", null);
        refused(Code.MALFORMED_FIELD, () -> say("secondary", "E11", null));
        endedOn(NEW_FROM);
        refused(Code.MALFORMED_FIELD, () -> say("primary", "U99.9", null));
        say("primary", "J18.9", null);
    }

    @Test
    void a_code_that_is_not_used_or_only_a_cause_of_death_is_never_said() {
        lists();
        for (String rank : List.of("primary", "secondary", "admission")) {
            refused(Code.NOT_APPLICABLE, () -> say(rank, "E11", null));
            refused(Code.NOT_APPLICABLE, () -> say(rank, "R99", null));
        }
    }

    @Test
    void a_code_that_is_never_the_main_illness_may_stand_beside_it() {
        lists();
        refused(Code.NOT_APPLICABLE, () -> say("primary", "B95.0", null));
        Written beside = say("secondary", "B95.0", null);
        refused(Code.NOT_APPLICABLE, () -> change(beside, "primary", "B95.0", null, "Đổi loại"));
        say("primary", "R05", null);
    }

    @Test
    void a_code_of_one_sex_is_refused_for_the_other_and_taken_where_the_sex_is_not_known() {
        lists();
        sexIs(Sex.MALE);
        refused(Code.NOT_APPLICABLE, () -> say("secondary", "O80", null));
        say("secondary", "N40", null);
        sexIs(Sex.FEMALE);
        refused(Code.NOT_APPLICABLE, () -> say("secondary", "N40", null));
        say("secondary", "O80", null);
        sexIs(Sex.UNKNOWN);
        say("secondary", "N40", null);
        say("secondary", "O80", null);
    }

    @Test
    void without_a_list_a_code_needs_its_shape_and_its_words() {
        assertEquals("J18.9", newest(say("primary", "J18.9", "Viêm phổi")).code());
        refused(Code.MALFORMED_FIELD, () -> say("secondary", "J18.9", null));
        refused(Code.MALFORMED_FIELD, () -> say("secondary", "viêm phổi", "Viêm phổi"));
    }

    @Test
    void kinds_and_words_have_their_limits_and_are_kept_as_nfc() {
        refused(Code.MALFORMED_FIELD, () -> say("discharge", null, "Ho"));
        refused(Code.MALFORMED_FIELD, () -> say(null, null, "Ho"));
        refused(Code.MALFORMED_FIELD, () -> say("working", null, "x".repeat(501)));
        refused(Code.MALFORMED_FIELD, () -> say("working", null, "Ho\nsốt"));
        refused(Code.MALFORMED_FIELD, () -> say("working", null, "Ho \u0000"));
        assertEquals("Sốt", newest(say("working", null, "Sốt")).text());
        for (String rank : List.of("admission", "primary", "secondary", "complication")) {
            say(rank, null, "Ho");
        }
    }
}
