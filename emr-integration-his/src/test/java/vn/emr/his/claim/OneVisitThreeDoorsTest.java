package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.chart.Charts.Chart;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Charting;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.his.NoticeTranslator;

/** One stay by HL7, REST and claim XML, in every order: one visit in the chart, who said what, what they do not agree on. */
class OneVisitThreeDoorsTest {
    private static final List<String> ORDERS = List.of("HRC", "HCR", "RHC", "RCH", "CHR", "CRH");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    private final Hl7Translator hl7 = new Hl7Translator(List.of(new AdtTranslator()), Clock.systemUTC());
    private final NoticeTranslator notices = new NoticeTranslator();
    private final ClaimTranslator claims = new ClaimTranslator();
    /** Who reads must have the person in the ward, or had within 30 days. */
    private final Instant begun = Instant.now().minus(Duration.ofDays(3));

    private final Instant ended = begun.plus(Duration.ofDays(2));

    @Test
    void every_order_of_three_doors_ends_as_one_visit_with_the_same_tellers_and_differences() {
        try (House house = new House()) {
            Source his = house.source;
            Source rest = house.addSource("Bệnh án", "his-rest");
            Source portal = house.addSource("Cổng BHYT", "his-rest");
            List.of(his, rest, portal).forEach(source -> source.patientDomain = "BV");
            Inbox inbox = house.inbox(List.of(hl7, notices, claims));
            Set<String> ends = new LinkedHashSet<>();
            for (int i = 0; i < ORDERS.size(); i++) {
                String number = "%04d".formatted(i + 1);
                for (char door : ORDERS.get(i).toCharArray()) {
                    switch (door) {
                        case 'H' -> {
                            apply(inbox, hl7.read(bytes(adt("A01", begun, number)), "his", "p", Sources.only(his)));
                            apply(inbox, hl7.read(bytes(adt("A03", ended, number)), "his", "p", Sources.only(his)));
                        }
                        case 'R' -> {
                            apply(inbox, notices.read(person(number), "his-rest", "p", Sources.only(rest)));
                            apply(inbox, notices.read(visit(number), "his-rest", "p", Sources.only(rest)));
                            apply(inbox, notices.read(diagnosis(number), "his-rest", "p", Sources.only(rest)));
                        }
                        default -> apply(inbox, claims.read(claim(number), "his-rest", "p", Sources.only(portal)));
                    }
                }
                ends.add(end(new Charting(house, house.noi).chart(patient(house, number)), number));
            }
            assertEquals(1, ends.size(), () -> String.join("\n", ends));
            String end = ends.iterator().next();
            assertTrue(end.startsWith("FINISHED [Bệnh án, Cổng BHYT, HIS thử] [end] "), end);
            assertTrue(end.contains("primary J20.9 Viêm phế quản cấp true true Bệnh án"), end);
            assertTrue(end.contains("primary J20.9 Viêm phế quản cấp true true Cổng BHYT"), end);
            assertEquals(ORDERS.size(), house.count("record_folder"));
            house.mustBeWhole();
        }
    }

    private static void apply(Inbox inbox, Delivery message) {
        Outcome outcome = inbox.receive(message).toCompletableFuture().join();
        assertEquals(Outcome.Kind.APPLIED, outcome.kind(), outcome::detail);
    }

    private String adt(String event, Instant at, String number) {
        String time = written(SECOND, at);
        return "MSH|^~\\&|HIS-A|BV-A|EMR|BV-A|%2$s||ADT^%1$s|%1$s%3$s|P|2.5\rEVN||%2$s\r".formatted(event, time, number)
                + "PID|1||%s^^^BV^MR||Nguyễn^Mẫu^Thị||19600512|F\r".formatted(number)
                + "PV1|1|I|NOI||||||||||||||||V%s|||||||||||||||||||||||||%s|%s\r"
                        .formatted(number, written(SECOND, begun), event.equals("A03") ? time : "");
    }

    private byte[] person(String number) {
        return bytes("""
                {"kind":"patient","id":"P%1$s","statedAt":"%2$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}],
                 "names":["Nguyễn Thị Mẫu"],"birth":"19600512","sex":"F"}}
                """.formatted(number, written(MINUTE, begun)));
    }

    /** Left an hour later than the others say. */
    private byte[] visit(String number) {
        return bytes("""
                {"kind":"visit","id":"V%1$s","statedAt":"%3$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}]},
                 "visit":{"number":"V%1$s","event":"discharged","class":"INPATIENT","occurredAt":"%3$s","start":"%2$s","end":"%3$s",
                  "stays":[{"department":"NOI","start":"%2$s"}]}}
                """.formatted(number, written(MINUTE, begun), written(MINUTE, ended.plus(Duration.ofHours(1)))));
    }

    private byte[] diagnosis(String number) {
        return bytes("""
                {"kind":"conditions","id":"D%1$s","statedAt":"%2$s","visitNumber":"V%1$s",
                 "patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}]},
                 "conditions":[{"code":{"code":"J20.9","system":"ICD10","text":"Viêm phế quản cấp"},"rank":"primary"}]}
                """.formatted(number, written(MINUTE, ended)));
    }

    private byte[] claim(String number) {
        return bytes(Claims.file(
                written(DateTimeFormatter.BASIC_ISO_DATE, ended.plus(Duration.ofDays(1))),
                Claims.hoso(
                        "XML1",
                        Claims.table(
                                "XML1",
                                Claims.summary(
                                        "MA_LK",
                                        "V" + number,
                                        "MA_BN",
                                        number,
                                        "HO_TEN",
                                        "Nguyễn Thị Mẫu",
                                        "SO_CCCD",
                                        null,
                                        "MA_LOAI_KCB",
                                        "03",
                                        "NGAY_VAO",
                                        written(MINUTE, begun),
                                        "NGAY_VAO_NOI_TRU",
                                        written(MINUTE, begun),
                                        "NGAY_RA",
                                        written(MINUTE, ended),
                                        "MA_KHOA",
                                        "NOI")))));
    }

    private static String written(DateTimeFormatter form, Instant at) {
        return form.format(at.atZone(ZoneId.of("Asia/Ho_Chi_Minh")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UUID patient(House house, String number) {
        return house.database
                .first(
                        "select patient_id from patient_identifier where kind = 'PATIENT_NUMBER' and value = ?",
                        row -> row.uuid("patient_id"),
                        number)
                .orElseThrow();
    }

    /** What the chart says of the one visit and its diagnoses. */
    private static String end(Chart chart, String number) {
        assertEquals(1, chart.encounters().size(), () -> number + " " + chart.encounters());
        Visit visit = chart.encounters().getFirst();
        assertEquals("V" + number, visit.visitNumber());
        assertNotNull(visit.folder());
        List<String> tellers =
                visit.said().stream().map(s -> s.origin().sourceName()).sorted().toList();
        List<String> diagnoses = chart.conditions().stream()
                .map(d -> "%s %s %s %s %s %s"
                        .formatted(
                                d.rank(),
                                d.code(),
                                d.text(),
                                d.active(),
                                d.encounterId() != null,
                                d.origin().sourceName()))
                .sorted()
                .toList();
        return "%s %s %s %s %s %s %s"
                .formatted(
                        visit.status(),
                        tellers,
                        visit.differing(),
                        visit.encounterClass(),
                        visit.reason(),
                        visit.end(),
                        diagnoses);
    }
}
