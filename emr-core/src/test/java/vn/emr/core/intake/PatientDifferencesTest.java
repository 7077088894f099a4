package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Refusal;
import vn.emr.core.chart.PatientPart.Told;
import vn.emr.core.record.Coded;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.RelatedPerson;
import vn.emr.core.record.Sex;
import vn.emr.core.record.ToldValue.What;

/** What a chart says of a person whom several systems describe: where they differ, and where they only write otherwise. */
class PatientDifferencesTest extends ToldPeople {
    @Test
    void what_differs_is_named_with_its_system_and_time_and_hidden_numbers_stay_hidden() {
        send(
                house.source,
                10,
                new Says("A").name("Đặng Thị Ánh").birth("19600512").paper(IdentifierKind.CCCD, "001160000001"));
        send(
                claims,
                5,
                new Says("A").name("Đặng Thị Anh").birth("19600521").paper(IdentifierKind.CCCD, "001160000002"));
        assertEquals(List.of("NAME Bảo hiểm thử", "BIRTH Bảo hiểm thử", "NATIONAL_ID Bảo hiểm thử"), differing("A"));
        List<Told> told = told("A");
        assertEquals(6, told.size());
        Told name = told.stream().filter(Told::differs).findFirst().orElseThrow();
        assertEquals("Đặng Thị Anh", name.text());
        assertEquals(Talk.at(5), name.statedAt());
        assertFalse(name.stands());
        assertEquals(
                List.of("•••••••••002", "•••••••••001"),
                told.stream()
                        .filter(t -> t.what() == What.NATIONAL_ID)
                        .map(Told::text)
                        .sorted(Collections.reverseOrder())
                        .toList());
        assertEquals(
                "19600521",
                told.stream()
                        .filter(t -> t.what() == What.BIRTH && t.differs())
                        .findFirst()
                        .orElseThrow()
                        .time()
                        .sent());
        assertTrue(What.NAME.identifies() && What.NATIONAL_ID.identifies() && !What.PHONE.identifies());
    }

    @Test
    void a_difference_in_writing_only_is_none() {
        Says his = new Says("A")
                .name("Nguyễn Thị Hòa")
                .birth("19600512")
                .address("Số 1 đường Mẫu, Phường 2, TP Hồ Chí Minh");
        his.sex = Sex.FEMALE;
        his.phones = List.of("0901 234 567");
        his.ethnicity = new Coded("KINH", "LOCAL", "Kinh");
        his.occupation = new Coded("X", "LOCAL", null);
        his.blood = "O Rh+";
        send(house.source, 10, his);
        Says claim = new Says("A").name("NGUYỄN  THỊ HOÀ").birth("1960").address("số 1, đường Mẫu");
        claim.sex = Sex.UNKNOWN;
        claim.phones = List.of("+84901234567");
        claim.ethnicity = new Coded("01", "MA_DANTOC", "KINH");
        claim.occupation = new Coded("03", "MA_NGHE", "Giáo viên");
        claim.blood = "O";
        send(claims, 5, claim);
        assertEquals(List.of(), differing("A"));
    }

    @Test
    void each_value_that_is_another_one_differs() {
        Says his = new Says("A").address("Số 1 đường Mẫu").paper(IdentifierKind.INSURANCE_CARD, "GD4790000000001");
        his.sex = Sex.FEMALE;
        his.phones = List.of("0901234567");
        his.ethnicity = new Coded("01", "L", "Kinh");
        his.occupation = new Coded("03", "L", "Giáo viên");
        his.blood = "O+";
        his.relatives = List.of(new RelatedPerson("Trần Văn Bình", null, null, null, null, false));
        his.deceased = false;
        send(house.source, 10, his);
        Says claim = new Says("A").address("Số 12 đường Mẫu").paper(IdentifierKind.INSURANCE_CARD, "DN4790000000002");
        claim.sex = Sex.MALE;
        claim.phones = List.of("0901234568");
        claim.ethnicity = new Coded("02", "L", "Tày");
        claim.occupation = new Coded("04", "L", null);
        claim.blood = "O-";
        claim.relatives = List.of(new RelatedPerson("Trần Văn Minh", null, null, null, null, false));
        claim.deceased = true;
        send(claims, 5, claim);
        assertEquals(
                List.of(
                        "SEX",
                        "INSURANCE_CARD",
                        "ADDRESS",
                        "PHONE",
                        "ETHNICITY",
                        "OCCUPATION",
                        "BLOOD_GROUP",
                        "RELATIVES",
                        "DECEASED"),
                told("A").stream()
                        .filter(Told::differs)
                        .map(t -> t.what().name())
                        .toList());
        // A system that corrects itself contradicts nobody any more.
        Says corrected = new Says("A").address("Số 1 đường Mẫu");
        corrected.sex = Sex.FEMALE;
        send(claims, 6, corrected);
        assertFalse(differing("A").contains("SEX Bảo hiểm thử"));
        assertFalse(differing("A").contains("ADDRESS Bảo hiểm thử"));
    }

    @Test
    void who_may_not_open_the_chart_is_told_nothing() {
        send(house.source, 10, new Says("A").name("Đặng Thị Ánh"));
        send(claims, 5, new Says("A").name("Đặng Thị Anh"));
        UUID id = patient("A").id();
        Charting elsewhere = new Charting(house, house.ngoai);
        assertThrows(Refusal.class, () -> elsewhere.chart(id));
        assertEquals(2, told("A").size());
    }
}
