package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.chart.Charts.Chart;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.intake.Charting;

/** One stay by HL7, REST and claim XML, in every order: one visit in the chart, who said what, what they do not agree on. */
class OneVisitThreeDoorsTest {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    /** Who reads must have the person in the ward, or had within 30 days. */
    private final Instant begun = Instant.now().minus(Duration.ofDays(3));

    private final Instant ended = begun.plus(Duration.ofDays(2));

    @Test
    void every_order_of_three_doors_ends_as_one_visit_with_the_same_tellers_and_differences() {
        try (ThreeDoors doors = new ThreeDoors()) {
            String end = doors.end(
                    number -> {
                        doors.hl7(adt("A01", begun, number));
                        doors.hl7(adt("A03", ended, number));
                    },
                    number -> {
                        doors.notice(person(number));
                        doors.notice(visit(number));
                        doors.notice(diagnosis(number));
                    },
                    number -> doors.claim(
                            written(DateTimeFormatter.BASIC_ISO_DATE, ended.plus(Duration.ofDays(1))), claim(number)),
                    number -> end(
                            new Charting(doors.house, doors.house.noi).chart(doors.house.patientId(number)), number));
            assertTrue(end.startsWith("FINISHED [Bệnh án, Cổng BHYT, HIS thử] [end] "), end);
            assertTrue(end.contains("primary J20.9 Viêm phế quản cấp true true Bệnh án"), end);
            assertTrue(end.contains("primary J20.9 Viêm phế quản cấp true true Cổng BHYT"), end);
            assertEquals(doors.orders(), doors.house.count("record_folder"));
        }
    }

    private String adt(String event, Instant at, String number) {
        String time = written(SECOND, at);
        return "MSH|^~\\&|HIS-A|BV-A|EMR|BV-A|%2$s||ADT^%1$s|%1$s%3$s|P|2.5\rEVN||%2$s\r".formatted(event, time, number)
                + "PID|1||%s^^^BV^MR||Nguyễn^Mẫu^Thị||19600512|F\r".formatted(number)
                + "PV1|1|I|NOI||||||||||||||||V%s|||||||||||||||||||||||||%s|%s\r"
                        .formatted(number, written(SECOND, begun), event.equals("A03") ? time : "");
    }

    private String person(String number) {
        return """
                {"kind":"patient","id":"P%1$s","statedAt":"%2$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}],
                 "names":["Nguyễn Thị Mẫu"],"birth":"19600512","sex":"F"}}
                """.formatted(number, written(MINUTE, begun));
    }

    /** Left an hour later than the others say. */
    private String visit(String number) {
        return """
                {"kind":"visit","id":"V%1$s","statedAt":"%3$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}]},
                 "visit":{"number":"V%1$s","event":"discharged","class":"INPATIENT","occurredAt":"%3$s","start":"%2$s","end":"%3$s",
                  "stays":[{"department":"NOI","start":"%2$s"}]}}
                """.formatted(number, written(MINUTE, begun), written(MINUTE, ended.plus(Duration.ofHours(1))));
    }

    private String diagnosis(String number) {
        return """
                {"kind":"conditions","id":"D%1$s","statedAt":"%2$s","visitNumber":"V%1$s",
                 "patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"%1$s"}]},
                 "conditions":[{"code":{"code":"J20.9","system":"ICD10","text":"Viêm phế quản cấp"},"rank":"primary"}]}
                """.formatted(number, written(MINUTE, ended));
    }

    private String[] claim(String number) {
        return new String[] {
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
            "NOI"
        };
    }

    private static String written(DateTimeFormatter form, Instant at) {
        return form.format(at.atZone(ZoneId.of("Asia/Ho_Chi_Minh")));
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
