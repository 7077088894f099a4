package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.store.Content;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.his.NoticeTranslator;

/** One person by HL7, REST and claim XML, in every order: the same values stand, and every system's word is kept. */
class OnePersonThreeDoorsTest {
    private static final String ADT = "MSH|^~\\&|HIS-A|BV-A|EMR|BV-A|20251119080000||ADT^A04|A%1$s|P|2.5\r"
            + "PID|1||%1$s^^^BV^MR~07916000%1$s^^^VN^NI||Nguyễn^Mẫu^Thị||19600512|F|||Số 1 đường Mẫu||0901234567\r"
            + "PV1|1|O|KHAM||||||||||||||||V%1$s|||||||||||||||||||||||||20251119080000\r";
    private static final String NOTICE =
            "{\"kind\":\"patient\",\"id\":\"N%1$s\",\"statedAt\":\"202511190700\",\"patient\":{"
                    + "\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%1$s\"}],\"names\":[\"Nguyễn Thị Mận\"],"
                    + "\"birth\":\"19600521\",\"sex\":\"F\",\"phones\":[\"0907777777\"]}}";
    private static final List<String> ORDERS = List.of("HRC", "HCR", "RHC", "RCH", "CHR", "CRH");

    private final Hl7Translator hl7 = new Hl7Translator(List.of(new AdtTranslator()), Clock.systemUTC());
    private final NoticeTranslator notices = new NoticeTranslator();
    private final ClaimTranslator claims = new ClaimTranslator();

    @Test
    void every_order_of_three_doors_ends_alike_and_keeps_what_each_said() {
        try (House house = new House()) {
            Source his = house.source;
            his.patientDomain = "BV";
            Source rest = house.addSource("Tiếp đón", "his-rest");
            rest.patientDomain = "BV";
            Source portal = house.addSource("Cổng BHYT", "his-rest");
            portal.patientDomain = "BV";
            Inbox inbox = house.inbox(List.of(hl7, notices, claims));
            Set<String> ends = new LinkedHashSet<>();
            for (int i = 0; i < ORDERS.size(); i++) {
                String number = "%04d".formatted(i + 1);
                for (char door : ORDERS.get(i).toCharArray()) {
                    Delivery message =
                            switch (door) {
                                case 'H' -> hl7.read(bytes(ADT.formatted(number)), "his", "p", Sources.only(his));
                                case 'R' ->
                                    notices.read(bytes(NOTICE.formatted(number)), "his-rest", "p", Sources.only(rest));
                                default -> claims.read(bytes(claim(number)), "his-rest", "p", Sources.only(portal));
                            };
                    Outcome outcome =
                            inbox.receive(message).toCompletableFuture().join();
                    assertEquals(Outcome.Kind.APPLIED, outcome.kind(), () -> door + " " + outcome.detail());
                }
                ends.add(end(house, number).replace(number, "NUMBER"));
            }
            assertEquals(6, house.count("patient"));
            assertEquals(1, ends.size(), () -> String.join("\n", ends));
            String end = ends.iterator().next();
            assertTrue(end.startsWith("[Nguyễn Thị Mẩu] 19600512 FEMALE [0901234567]"), end);
            assertTrue(end.contains("Tiếp đón NAME [Nguyễn Thị Mận]"), end);
            assertTrue(end.contains("Cổng BHYT BIRTH 1960 "), end);
            assertTrue(end.contains("HIS thử BIRTH 19600512"), end);
            house.mustBeWhole();
        }
    }

    private static String claim(String number) {
        return Claims.file(
                "20251120",
                Claims.hoso(
                        "XML1",
                        Claims.table(
                                "XML1",
                                Claims.summary(
                                        "MA_LK",
                                        "V" + number,
                                        "MA_BN",
                                        number,
                                        "SO_CCCD",
                                        "07916000" + number,
                                        "HO_TEN",
                                        "Nguyễn Thị Mẩu"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The values that stand, then each system's own. */
    private static String end(House house, String number) {
        Patient p = house.database
                .first("""
                        select r.content::text as content from patient_identifier i
                        join patient p on p.tenant_id = i.tenant_id and p.patient_id = i.patient_id
                        join revision r on r.noun_id = p.patient_id and r.version = p.version and r.committed_at = p.revised_at
                        where i.kind = 'PATIENT_NUMBER' and i.value = ?
                        """, row -> (Patient) Content.read(NounKind.PATIENT, row.text("content")), number)
                .orElseThrow();
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
