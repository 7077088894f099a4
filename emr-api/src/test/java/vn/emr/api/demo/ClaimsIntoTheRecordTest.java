package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.claim.ClaimTranslator;

/** Claims of invented visits through the inbox into a real database, compared with what was sent, field by field. */
class ClaimsIntoTheRecordTest {
    private static final List<LocalDate> ENDS = List.of(
            LocalDate.of(2024, 9, 12), LocalDate.of(2025, 3, 4), LocalDate.of(2025, 11, 19), LocalDate.of(2026, 7, 15));

    private final House house = new House();
    private final ClaimTranslator translator = new ClaimTranslator();
    private final Source source = house.addSource("HIS BHYT", "his-rest");
    private final Inbox inbox = house.inbox(List.of(translator));

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    @Test
    void a_hundred_visits_of_both_layouts_are_kept_in_every_field() {
        comparesAll(100);
    }

    @Test
    @Tag("trial")
    void a_thousand_visits_of_both_layouts_are_kept_in_every_field() {
        comparesAll(1_000);
    }

    private void comparesAll(int visits) {
        List<SampleClaim> claims = claims(visits);
        for (SampleClaim claim : claims) {
            Outcome outcome = send(claim);
            assertEquals(Outcome.Kind.APPLIED, outcome.kind(), outcome::detail);
            assertEquals(List.of(), faults(outcome), claim.visit());
        }
        RecordOfClaims record = new RecordOfClaims(house.database);
        claims.forEach(record::holds);
        System.out.println(visits + " visits, " + record.compared() + " fields compared");
        assertTrue(record.compared() > visits * 50);
        claims.forEach(claim -> assertEquals(Outcome.Kind.REPLAYED, send(claim).kind()));
        assertEquals(visits, house.count("inbound"));
    }

    @Test
    void a_changed_claim_replaces_what_it_tells_and_takes_back_what_it_does_not_tell_any_more() {
        List<SampleClaim> first = claims(12);
        first.forEach(this::send);
        List<SampleClaim> second =
                first.stream().map(ClaimsIntoTheRecordTest::corrected).toList();
        for (SampleClaim claim : second) {
            Outcome outcome = send(claim);
            assertEquals(Outcome.Kind.APPLIED, outcome.kind(), outcome::detail);
            assertTrue(outcome.remarks().stream().noneMatch(r -> r.contains("ID_REUSED")), outcome.remarks()::toString);
        }
        RecordOfClaims record = new RecordOfClaims(house.database);
        second.forEach(record::holds);
        SampleClaim examination = second.getFirst();
        assertEquals(
                1, record.takenBack("MEDICATION_ORDER", examination.visit()).size());
        assertEquals(1, record.takenBack("PROCEDURE", examination.visit()).size());
        assertEquals(2, record.takenBack("PAPER", examination.visit()).size());
        assertTrue(record.standing("MEDICATION_ORDER", examination.visit()).stream()
                .allMatch(n -> n.path("version").asInt() == 2));
    }

    @Test
    void claims_end_alike_in_every_order_of_arrival() {
        List<SampleClaim> all = new ArrayList<>();
        List<SampleClaim> newest = new ArrayList<>();
        for (SampleClaim claim : claims(24)) {
            SampleClaim second = corrected(claim);
            SampleClaim third = second.changed(later(second.made()), "XML1", rows -> with(rows, "KET_QUA_DTRI", "7"));
            all.addAll(List.of(claim, second, third));
            newest.add(third);
        }
        Collections.shuffle(all, new Random(7));
        for (SampleClaim claim : all) {
            assertEquals(Outcome.Kind.APPLIED, send(claim).kind());
        }
        RecordOfClaims record = new RecordOfClaims(house.database);
        newest.forEach(record::holds);
    }

    @Test
    void an_examination_that_became_an_admission_came_once() {
        SampleClaim claim = SampleClaims.claim(0, ENDS.get(2));
        send(claim);
        SampleClaim admitted = claim.changed(
                later(claim.made()),
                "XML1",
                rows -> with(
                        with(
                                with(rows, "MA_LOAI_KCB", "03"),
                                "NGAY_VAO_NOI_TRU",
                                claim.summary().get("NGAY_VAO")),
                        "LY_DO_VNT",
                        "Sốt cao"));
        assertEquals(Outcome.Kind.APPLIED, send(admitted).kind());
        new RecordOfClaims(house.database).holds(admitted);
    }

    @Test
    void what_is_wrong_is_said_at_its_field_and_nothing_is_lost() {
        Map<String, String[]> wrong = new LinkedHashMap<>();
        wrong.put(
                "XML2[1]/SO_LUONG: not a number with a decimal point and at most 3 decimals",
                of("XML2", "SO_LUONG", "10,5"));
        wrong.put("XML2[1]/NGAY_YL: not a time written yyyyMMddHHmm", of("XML2", "NGAY_YL", "19/11/2025"));
        wrong.put("XML2[1]/DON_VI_TINH: longer than 50 characters", of("XML2", "DON_VI_TINH", "v".repeat(51)));
        wrong.put("XML3[1]/PHAM_VI: not a code of its list", of("XML3", "PHAM_VI", "9"));
        wrong.put("XML3[1]/LA_LUNG: not a field of this table; it is kept", of("XML3", "LA_LUNG", "Giữ lại"));
        wrong.put(
                "XML3[1]/THANH_TIEN_BV: not the amount that quantity, price and rate give",
                of("XML3", "THANH_TIEN_BV", "1.00"));
        wrong.put("XML1/T_THUOC: not the sum of THANH_TIEN_BV in XML2", of("XML1", "T_THUOC", "7.00"));
        wrong.put(
                "XML1/MA_DKBD: a list of another length than MA_THE_BHYT", of("XML1", "MA_DKBD", "99001;99002;99003"));
        wrong.put("XML14/MA_BENH_CHINH: not the same as XML1/MA_BENH_CHINH", of("XML14", "MA_BENH_CHINH", "J21"));
        wrong.put("XML11/SO_NGAY_NGHI: not the days from TU_NGAY to DEN_NGAY", of("XML11", "SO_NGAY_NGHI", "9"));
        wrong.put("XML1/MA_LOAI_RV: table XML13 must come with it", of("XML1", "MA_LOAI_RV", "5"));
        int number = 0;
        for (Map.Entry<String, String[]> fault : wrong.entrySet()) {
            String[] change = fault.getValue();
            // Every sixth sample is an examination with these tables, and never one with two cards.
            SampleClaim whole = SampleClaims.claim(6 * (5 * number++ + 1), ENDS.get(2));
            SampleClaim claim = whole.changed(whole.made(), change[0], rows -> with(rows, change[1], change[2]));
            Outcome outcome = send(claim);
            assertEquals(Outcome.Kind.APPLIED, outcome.kind());
            assertTrue(outcome.remarks().contains(fault.getKey()), () -> fault.getKey() + " in " + outcome.remarks());
            if (!change[1].equals("MA_DKBD") && !change[1].equals("SO_LUONG")) {
                new RecordOfClaims(house.database).holds(claim);
            }
        }
    }

    private static String[] of(String table, String field, String value) {
        return new String[] {table, field, value};
    }

    /** Another amount, a row less, another value, an index less, another diagnosis, a paper less. */
    private static SampleClaim corrected(SampleClaim claim) {
        String made = later(claim.made());
        SampleClaim next =
                claim.changed(made, "XML1", rows -> with(with(rows, "MA_BENH_KT", "E78.5"), "GHI_CHU", "Đã sửa"));
        next = next.changed(made, "XML2", rows -> without(with(rows, "SO_LUONG", "3.000"), 1));
        next = next.changed(made, "XML3", rows -> without(rows, 0));
        next = next.changed(made, "XML4", rows -> without(with(rows, "GIA_TRI", "9.9"), 1));
        next = next.changed(made, "XML11", rows -> new ArrayList<>());
        next = next.changed(made, "XML14", rows -> new ArrayList<>());
        return next.changed(made, "XML5", rows -> with(rows, "DIEN_BIEN_LS", "Đã sửa"));
    }

    private static List<Map<String, String>> with(List<Map<String, String>> rows, String field, String value) {
        if (!rows.isEmpty()) {
            rows.getFirst().put(field, value);
        }
        return rows;
    }

    private static List<Map<String, String>> without(List<Map<String, String>> rows, int row) {
        if (rows.size() > Math.max(1, row)) {
            rows.remove(row);
        }
        return rows;
    }

    private static String later(String day) {
        return LocalDate.parse(day, java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
                .plusDays(1)
                .format(java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
    }

    private static List<SampleClaim> claims(int count) {
        List<SampleClaim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            claims.add(SampleClaims.claim(i, ENDS.get(i / SampleClaims.kindsOfVisits() % ENDS.size())));
        }
        return claims;
    }

    /** Remarks but for departments the house does not have. */
    private static List<String> faults(Outcome outcome) {
        return outcome.remarks().stream()
                .filter(r -> !r.startsWith("UNMAPPED_DEPARTMENT"))
                .toList();
    }

    private Outcome send(SampleClaim claim) {
        byte[] file = SampleClaim.file(SampleClaims.FACILITY, List.of(claim));
        try {
            return inbox.receive(translator.read(file, "his-rest", "127.0.0.1", Sources.only(source)))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
