package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.CoverageStated;
import vn.emr.core.intake.Notice.FactsStated;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.Notice.WholeVisitStated;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.NamedValue;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Paper;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.record.VitalSign;
import vn.emr.his.Hospital;

class ClaimTranslatorTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void every_field_of_every_table_of_both_decisions_ends_in_the_record() throws IOException {
        for (LocalDate end : List.of(LocalDate.of(2024, 8, 1), LocalDate.of(2026, 8, 1))) {
            Layout layout = Layout.on(end);
            Map<String, Map<String, String>> sent = new LinkedHashMap<>();
            List<String> tables = new ArrayList<>();
            int number = 1_000;
            for (Layout.Table table : Layout.tables()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (Layout.Field field : layout.fields(table.name()).values()) {
                    row.put(field.name(), value(field, number++));
                }
                row.computeIfPresent("MA_LK", (f, v) -> "LK-1");
                row.computeIfPresent("NGAY_RA", (f, v) -> end.format(DateTimeFormatter.BASIC_ISO_DATE) + "1000");
                sent.put(table.name(), row);
                tables.add(table.name());
                tables.add(Claims.table(table.name(), row));
            }
            List<Notice> notices = notices(Claims.file("20261120", Claims.hoso(tables.toArray(String[]::new))));
            Set<String> lost = new TreeSet<>();
            sent.forEach((table, row) -> row.forEach((field, value) -> {
                if (!kept(notices, Layout.table(table), field, value)) {
                    lost.add(table + "/" + field);
                }
            }));
            assertEquals(Set.of(), lost);
        }
    }

    /** A value of the field's type that no other field has. */
    private static String value(Layout.Field field, int number) {
        String time = LocalDateTime.of(2023, 1, 1, 0, 0)
                .plusHours(number * 7L)
                .format(DateTimeFormatter.ofPattern("yyyyMMddHHmm"));
        String day = LocalDate.of(1950, 1, 1).plusDays(number).format(DateTimeFormatter.BASIC_ISO_DATE);
        return switch (field.type()) {
            case TEXT, LIST -> "v" + number;
            case INTEGER -> "" + number;
            case NUMBER1, NUMBER2 -> number + ".5";
            case NUMBER3 -> number + ".500";
            case TIME -> time;
            case DAY, DAYS, DAY_OR_TIME -> day;
            case TIMES -> time + ";" + time;
        };
    }

    /** Under its own name in a paper, else as it was written in a fact of the table's kind. */
    private static boolean kept(List<Notice> notices, Layout.Table table, String field, String value) {
        if (table.form() != null) {
            return facts(notices).stream()
                    .map(StatedFact::details)
                    .anyMatch(d -> d instanceof Paper.Details p
                            && p.form() == table.form()
                            && p.fields().contains(new NamedValue(field, value)));
        }
        if (field.equals("MA_LK")) {
            return notices.getLast() instanceof WholeVisitStated whole
                    && whole.visitNumber().equals(value);
        }
        if (table.name().equals(Layout.RESULTS)) {
            // The number of a row is its place among the values.
            return field.equals("STT") || notices.stream().anyMatch(n -> n instanceof ReportStated && says(n, value));
        }
        NounKind kind =
                switch (table.name()) {
                    case Layout.MEDICINES -> NounKind.MEDICATION_ORDER;
                    case Layout.SERVICES -> NounKind.PROCEDURE;
                    default -> NounKind.CLINICAL_NOTE;
                };
        return facts(notices).stream().anyMatch(f -> f.kind() == kind && says(f, value));
    }

    private static boolean says(Object told, String value) {
        try {
            return JSON.writeValueAsString(told)
                    .matches("(?s).*(?<![\\w.])" + value.replace(".", "\\.") + "(?![\\w.]).*");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

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
                        note.vitalSigns().stream()
                                .map(ClaimTranslatorTest::shown)
                                .toList()));
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

    @SafeVarargs
    private static List<Notice> with(String table, Map<String, String>... rows) {
        return notices(Claims.file(
                "20251120",
                Claims.hoso("XML1", Claims.table("XML1", Claims.SUMMARY), table, Claims.table(table, rows))));
    }

    private static String one(Map<String, String> summary) {
        return Claims.file("20251120", Claims.hoso("XML1", Claims.table("XML1", summary)));
    }

    private static List<StatedFact> facts(List<Notice> notices) {
        return only(notices, FactsStated.class).facts();
    }

    private static <N extends Notice> N only(List<Notice> notices, Class<N> type) {
        List<N> all = all(notices, type);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    private static <N extends Notice> List<N> all(List<Notice> notices, Class<N> type) {
        return notices.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static List<Notice> notices(String file) {
        Delivery delivery = read(file);
        assertNull(
                delivery.refusal(),
                () -> delivery.refusal().getMessage() + delivery.refusal().fields());
        return delivery.reading().notices();
    }

    private static Delivery read(String file) {
        return new ClaimTranslator().read(Claims.bytes(file), "his-rest", "p", Sources.only(Hospital.source("*")));
    }
}
