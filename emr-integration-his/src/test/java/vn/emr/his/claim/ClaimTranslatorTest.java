package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static vn.emr.his.claim.ReadClaims.all;
import static vn.emr.his.claim.ReadClaims.notices;
import static vn.emr.his.claim.ReadClaims.one;
import static vn.emr.his.claim.ReadClaims.only;
import static vn.emr.his.claim.ReadClaims.read;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.ToldNotice.CoverageStated;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.VisitEvent;
import vn.emr.his.Hospital;

class ClaimTranslatorTest {
    @Test
    void table_1_is_a_person_a_visit_cards_and_diagnoses() {
        List<Notice> notices = notices(one(Claims.summary(
                "MA_LOAI_KCB", "03",
                "NGAY_VAO_NOI_TRU", "202511190900",
                "LY_DO_VNT", "Sốt cao",
                "MA_KHOA", "K03;K01",
                "MA_THE_BHYT", "DN4790000000001;HC4790000000001",
                "MA_DKBD", "79001;79002",
                "GT_THE_TU", "20250101;20251101",
                "GT_THE_DEN", "20251031;20251231",
                "MA_BENH_KT", "I10;E11.9",
                "MA_BENH_YHCT", "U50.1")));
        PatientStated person = only(notices, PatientStated.class);
        assertEquals(
                List.of(
                        new Identifier(IdentifierKind.PATIENT_NUMBER, "BV-A", "0000123", true),
                        new Identifier(IdentifierKind.CCCD, "VN", "079160000001", true),
                        new Identifier(IdentifierKind.INSURANCE_CARD, "VN", "DN4790000000001", true),
                        new Identifier(IdentifierKind.INSURANCE_CARD, "VN", "HC4790000000001", true)),
                person.who().identifiers());
        assertEquals("1960", person.demographics().birth().sent());
        assertEquals("Kinh", person.demographics().ethnicity().text());
        assertEquals("00", person.demographics().occupation().code());
        List<VisitStated> visit = all(notices, VisitStated.class);
        assertEquals(
                List.of(VisitEvent.ADMITTED, VisitEvent.DISCHARGED),
                visit.stream().map(VisitStated::event).toList());
        assertEquals(EncounterClass.INPATIENT, visit.getFirst().encounterClass());
        assertEquals("202511190900", visit.getFirst().occurred().sent());
        assertEquals("202511190800", visit.getFirst().start().sent());
        assertEquals("K03", visit.getFirst().departmentCode());
        assertEquals("Sốt cao", visit.getFirst().reason());
        assertEquals("202511191030", visit.getLast().end().sent());
        List<CoverageStated> cards = all(notices, CoverageStated.class);
        assertEquals(2, cards.size());
        assertEquals("HC4790000000001|20251101", cards.getLast().key());
        assertEquals("79002", cards.getLast().details().registeredFacility());
        assertEquals(
                List.of("null admission", "J20.9 primary", "I10 secondary", "E11.9 secondary", "U50.1 primary"),
                only(notices, ConditionsStated.class).conditions().stream()
                        .map(c -> c.code().code() + " " + c.rank())
                        .toList());
    }

    @Test
    void kinds_of_visits() {
        Map<String, EncounterClass> kinds = Map.of(
                "01", EncounterClass.EXAMINATION,
                "02", EncounterClass.OUTPATIENT_TREATMENT,
                "3", EncounterClass.INPATIENT,
                "04", EncounterClass.DAY,
                "08", EncounterClass.OUTPATIENT_TREATMENT,
                "09", EncounterClass.INPATIENT,
                "14", EncounterClass.EXAMINATION,
                "99", EncounterClass.UNKNOWN);
        kinds.forEach((code, kind) -> assertEquals(
                kind,
                all(notices(one(Claims.summary("MA_LOAI_KCB", code))), VisitStated.class)
                        .getFirst()
                        .encounterClass(),
                code));
    }

    @Test
    void it_is_stated_on_the_day_the_file_was_made_and_not_before_the_visit_ended() {
        assertEquals(Instant.parse("2025-11-19T17:00:00Z"), stated("20251120"));
        assertEquals(Instant.parse("2025-11-19T03:30:00Z"), stated("20251119"));
        assertEquals(Instant.parse("2025-11-19T03:30:00Z"), stated(""));
    }

    private static Instant stated(String made) {
        return notices(Claims.file(made, Claims.hoso("XML1", Claims.table("XML1", Claims.SUMMARY))))
                .getFirst()
                .stated();
    }

    @Test
    void the_digest_is_of_what_is_said_and_not_of_how_it_was_packed() {
        String table = Claims.table("XML1", Claims.SUMMARY);
        Delivery packed = read(Claims.file("20251120", Claims.hoso("XML1", table)));
        Delivery plain =
                read(Claims.file("20251120", "<HOSO>\n" + Claims.packed("XML1", Claims.escaped(table)) + "</HOSO>")
                        .replace("<Signature>x</Signature>", ""));
        assertArrayEquals(packed.contentDigest(), plain.contentDigest());
        assertEquals("LK0001", packed.controlId());
        Delivery changed = read(one(Claims.summary("HO_TEN", "Nguyễn Thị Khác")));
        assertFalse(java.util.Arrays.equals(packed.contentDigest(), changed.contentDigest()));
        Delivery later = read(Claims.file("20251121", Claims.hoso("XML1", table)));
        assertFalse(java.util.Arrays.equals(packed.contentDigest(), later.contentDigest()));
    }

    @Test
    void what_does_not_say_whose_visit_it_is_is_refused_at_its_field() {
        assertRefused(Claims.file("20251120", "<HOSO/>"), Code.REQUIRED_FIELD_MISSING, "XML1");
        assertRefused(one(Claims.summary("MA_LK", null)), Code.REQUIRED_FIELD_MISSING, "XML1/MA_LK");
        assertRefused(one(Claims.summary("MA_LK", "x".repeat(201))), Code.MALFORMED_FIELD, "XML1/MA_LK");
        assertRefused(one(Claims.summary("MA_BN", null, "SO_CCCD", null)), Code.REQUIRED_FIELD_MISSING, "XML1/MA_BN");
        assertRefused(one(Claims.summary("MA_BN", "1".repeat(201))), Code.MALFORMED_FIELD, "XML1/MA_BN");
        assertRefused(
                Claims.file(
                        "",
                        Claims.hoso("XML1", Claims.table("XML1", Claims.summary("NGAY_RA", null, "NGAY_VAO", null)))),
                Code.REQUIRED_FIELD_MISSING,
                "NGAYLAP");
    }

    @Test
    void a_source_that_may_not_send_claims_is_refused() {
        Delivery delivery = new ClaimTranslator()
                .read(
                        Claims.bytes(one(Claims.SUMMARY)),
                        "his-rest",
                        "p",
                        Sources.only(Hospital.source("patient,visit")));
        assertEquals(Code.NOT_ALLOWED_FOR_SENDER, delivery.refusal().code());
    }

    private static void assertRefused(String file, Code code, String field) {
        Delivery delivery = read(file);
        assertEquals(code, delivery.refusal().code());
        assertEquals(List.of(field), delivery.refusal().fields());
    }
}
