package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.emr.his.claim.ReadClaims.all;
import static vn.emr.his.claim.ReadClaims.facts;
import static vn.emr.his.claim.ReadClaims.notices;
import static vn.emr.his.claim.ReadClaims.with;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.VitalSign;

/** Rows of a claim as facts and results of its visit. */
class ClaimFactsTest {
    @Test
    void keys_say_what_a_row_is_and_not_where_it_stands() {
        Map<String, String> first = Claims.fields("STT", "1", "MA_THUOC", "40.1", "NGAY_YL", "202511190810");
        Map<String, String> second = Claims.fields("STT", "2", "MA_THUOC", "40.2", "NGAY_YL", "202511190810");
        Map<String, String> equal = Claims.fields("STT", "3", "MA_THUOC", "40.1", "NGAY_YL", "202511190810");
        List<String> keys = facts(with("XML2", first, second, equal)).stream()
                .map(StatedFact::key)
                .toList();
        assertEquals(List.of("40.1|202511190810|1", "40.2|202511190810|1", "40.1|202511190810|2", "XML1||1"), keys);
        assertEquals(keys.get(1), facts(with("XML2", second)).getFirst().key());
        String longName = "x".repeat(3_000);
        assertTrue(facts(with("XML2", Claims.fields("TEN_THUOC", longName, "STT", "1")))
                        .getFirst()
                        .key()
                        .length()
                < 250);
    }

    @Test
    void results_are_grouped_by_service_and_time() {
        List<Notice> notices = with(
                "XML4",
                Claims.fields(
                        "STT",
                        "1",
                        "MA_DICH_VU",
                        "23.1",
                        "MA_CHI_SO",
                        "1",
                        "TEN_CHI_SO",
                        "Glucose",
                        "GIA_TRI",
                        "5,4",
                        "DON_VI_DO",
                        "mmol/L",
                        "NGAY_KQ",
                        "202511190930"),
                Claims.fields(
                        "STT",
                        "2",
                        "MA_DICH_VU",
                        "18.1",
                        "MO_TA",
                        "Phổi sáng",
                        "KET_LUAN",
                        "Bình thường",
                        "NGAY_KQ",
                        "202511190940"),
                Claims.fields(
                        "STT",
                        "3",
                        "MA_DICH_VU",
                        "23.1",
                        "MA_CHI_SO",
                        "2",
                        "GIA_TRI",
                        "< 0.5",
                        "NGAY_KQ",
                        "202511190930"),
                Claims.fields(
                        "STT",
                        "4",
                        "MA_DICH_VU",
                        "23.1",
                        "MA_CHI_SO",
                        "1",
                        "GIA_TRI",
                        "âm tính",
                        "NGAY_KQ",
                        "202511191000"));
        List<ReportStated> reports = all(notices, ReportStated.class);
        assertEquals(
                List.of("LK0001|23.1|202511190930", "LK0001|18.1|202511190940", "LK0001|23.1|202511191000"),
                reports.stream().map(ReportStated::reportKey).toList());
        assertEquals(
                "5.4", reports.getFirst().observations().getFirst().number().toPlainString());
        assertEquals("5,4", reports.getFirst().observations().getFirst().text());
        assertEquals("<", reports.getFirst().observations().getLast().comparator());
        assertEquals(
                List.of("Phổi sáng", "Bình thường"),
                reports.get(1).observations().stream().map(o -> o.text()).toList());
        assertEquals("RAD", reports.get(1).category());
    }

    @Test
    void vital_signs_are_read_out_of_the_text_that_stays() {
        String text = "Bệnh nhân tỉnh CSST<M75_T37.2_HA120/70_NT18_SP98_HL2>, ăn được";
        ClinicalNote.Details note =
                (ClinicalNote.Details) facts(with("XML5", Claims.fields("STT", "1", "DIEN_BIEN_LS", text)))
                        .getFirst()
                        .details();
        assertEquals(text, note.text());
        assertEquals(
                "PULSE 75, TEMPERATURE 37.2, SYSTOLIC_PRESSURE 120, DIASTOLIC_PRESSURE 70, RESPIRATION 18,"
                        + " OXYGEN_SATURATION 98, CARE_LEVEL 2",
                String.join(
                        ", ",
                        note.vitalSigns().stream().map(ClaimFactsTest::shown).toList()));
        assertEquals(List.of(), VitalSigns.in("CSST<M_Txx_HA120> CSST<" + "9".repeat(300) + ">"));
    }

    private static String shown(VitalSign sign) {
        return sign.kind() + " " + sign.value();
    }

    @Test
    void a_value_that_cannot_be_read_stays_under_its_own_name() {
        StatedFact fact = facts(with(
                        "XML2",
                        Claims.fields("STT", "1", "MA_THUOC", "1", "SO_LUONG", "1,5", "NGAY_YL", "hôm qua", "LA", "x")))
                .getFirst();
        var details = (vn.emr.core.record.MedicationOrder.Details) fact.details();
        assertNull(details.quantity());
        assertNull(details.ordered());
        assertTrue(details.more()
                .containsAll(List.of(
                        new NamedValue("SO_LUONG", "1,5"),
                        new NamedValue("NGAY_YL", "hôm qua"),
                        new NamedValue("LA", "x"))));
    }

    @Test
    void the_last_notice_names_every_key_that_was_told() {
        List<Notice> notices =
                with("XML3", Claims.fields("STT", "1", "MA_DICH_VU", "02.1896", "NGAY_YL", "202511190810"));
        WholeVisitStated whole = (WholeVisitStated) notices.getLast();
        assertEquals(Set.of("02.1896|202511190810|1"), whole.told().get(NounKind.PROCEDURE));
        assertEquals(Set.of("XML1||1"), whole.told().get(NounKind.PAPER));
        assertEquals(Set.of("CHAN_DOAN_VAO", "MA_BENH_CHINH"), whole.told().get(NounKind.CONDITION));
        assertEquals(Set.of(), whole.told().get(NounKind.DIAGNOSTIC_REPORT));
    }
}
