package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vn.emr.core.record.Patient;

/** One person by HL7, REST and claim XML, in every order: the same values stand, and every system's word is kept. */
class OnePersonThreeDoorsTest {
    private static final String ADT = "MSH|^~\\&|HIS-A|BV-A|EMR|BV-A|20251119080000||ADT^A04|A%1$s|P|2.5\r"
            + "PID|1||%1$s^^^BV^MR~07916000%1$s^^^VN^NI||Nguyễn^Mẫu^Thị||19600512|F|||Số 1 đường Mẫu||0901234567\r"
            + "PV1|1|O|KHAM||||||||||||||||V%1$s|||||||||||||||||||||||||20251119080000\r";
    private static final String NOTICE =
            "{\"kind\":\"patient\",\"id\":\"N%1$s\",\"statedAt\":\"202511190700\",\"patient\":{"
                    + "\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%1$s\"}],\"names\":[\"Nguyễn Thị Mận\"],"
                    + "\"birth\":\"19600521\",\"sex\":\"F\",\"phones\":[\"0907777777\"]}}";

    @Test
    void every_order_of_three_doors_ends_alike_and_keeps_what_each_said() {
        try (ThreeDoors doors = new ThreeDoors()) {
            String end = doors.end(
                    number -> doors.hl7(ADT.formatted(number)),
                    number -> doors.notice(NOTICE.formatted(number)),
                    number -> doors.claim(
                            "20251120",
                            "MA_LK",
                            "V" + number,
                            "MA_BN",
                            number,
                            "SO_CCCD",
                            "07916000" + number,
                            "HO_TEN",
                            "Nguyễn Thị Mẩu"),
                    number -> end(doors.house.patient(number)).replace(number, "NUMBER"));
            assertEquals(doors.orders(), doors.house.count("patient"));
            assertTrue(end.startsWith("[Nguyễn Thị Mẩu] 19600512 FEMALE [0901234567]"), end);
            assertTrue(end.contains("Bệnh án NAME [Nguyễn Thị Mận]"), end);
            assertTrue(end.contains("Cổng BHYT BIRTH 1960 "), end);
            assertTrue(end.contains("HIS thử BIRTH 19600512"), end);
        }
    }

    /** The values that stand, then each system's own. */
    private static String end(Patient p) {
        StringBuilder end = new StringBuilder("%s %s %s %s %s %s %s%n"
                .formatted(
                        p.names().stream().map(n -> n.full()).toList(),
                        p.birth().sent(),
                        p.sex(),
                        p.phones(),
                        p.ethnicity(),
                        p.occupation(),
                        p.addresses()));
        p.told().stream()
                .sorted((a, b) -> a.sourceName().compareTo(b.sourceName()))
                .forEach(t -> t.values()
                        .forEach(v -> end.append("%s %s %s %s%n"
                                .formatted(
                                        t.sourceName(),
                                        v.what(),
                                        v.names() != null
                                                ? v.names().stream()
                                                        .map(n -> n.full())
                                                        .toList()
                                                : v.time() != null ? v.time().sent() : v,
                                        v.stated()))));
        return end.toString();
    }
}
