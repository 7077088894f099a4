package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.emr.api.demo.SampleHospital.Message;

class SampleHospitalTest {
    private static final Instant ANCHOR = Instant.parse("2026-11-20T03:00:00Z");
    static final SampleHospital SAMPLE = SampleHospital.at(ANCHOR);
    private static final Hospital HOSPITAL = SAMPLE.hospital();

    private static List<Message> messages(List<String> files) {
        return files.stream().flatMap(f -> SAMPLE.messages(f).stream()).toList();
    }

    private static final List<Message> HIS = messages(HOSPITAL.feed().his());
    private static final List<Message> LIS = messages(
            HOSPITAL.feed().lis().stream().filter(f -> f.startsWith("lis/lis-")).toList());
    private static final List<Message> BOX = messages(
            HOSPITAL.feed().lis().stream().filter(f -> f.startsWith("lis/may-")).toList());

    private static Stream<String[]> segments(List<Message> messages, String id) {
        return messages.stream()
                .flatMap(m -> Arrays.stream(m.text().split("\r")))
                .filter(s -> s.startsWith(id + "|"))
                .map(s -> s.split("\\|", -1));
    }

    /** The patient number of everybody the HIS speaks of. */
    static Set<String> people() {
        return segments(HIS, "PID").map(pid -> pid[3].split("\\^")[0]).collect(Collectors.toSet());
    }

    private static String field(String[] segment, int number) {
        return segment.length > number ? segment[number] : "";
    }

    @Test
    void the_hospital_has_three_departments_and_two_commune_stations() {
        assertEquals(3, HOSPITAL.facilities().size());
        assertEquals(
                List.of("NOI", "NGOAI", "NHI"),
                HOSPITAL.facilities().getFirst().departments().stream()
                        .map(Hospital.Department::code)
                        .toList());
        HOSPITAL.facilities().stream()
                .skip(1)
                .forEach(station -> assertEquals(1, station.departments().size()));
        Set<String> accounts =
                HOSPITAL.accounts().stream().map(Hospital.Person::username).collect(Collectors.toSet());
        assertTrue(accounts.containsAll(Set.of("bs.noi", "bs.ngoai", "bs.nhi", "dd.noi", "luutru", "quantri")));
    }

    @Test
    void every_account_works_in_departments_that_exist() {
        Map<String, Set<String>> departments = HOSPITAL.facilities().stream()
                .collect(Collectors.toMap(Hospital.Facility::code, f -> f.departments().stream()
                        .map(Hospital.Department::code)
                        .collect(Collectors.toSet())));
        HOSPITAL.accounts()
                .forEach(a -> assertTrue(departments.get(a.facility()).containsAll(a.departments()), a.username()));
        HOSPITAL.sources().forEach(s -> assertTrue(departments.containsKey(s.facility()), s.key()));
    }

    @Test
    void every_message_has_a_whole_header_and_its_own_control_id() {
        Set<String> ids = new HashSet<>();
        for (Message message : Stream.of(HIS, LIS, BOX).flatMap(List::stream).toList()) {
            String[] msh =
                    message.text().substring(0, message.text().indexOf('\r')).split("\\|", -1);
            boolean his = message.file().startsWith("his/");
            boolean box = message.file().startsWith("lis/may-");
            Hospital.Sender sender = HOSPITAL.source(his ? "his" : box ? "gateway" : "lis");
            assertEquals("^~\\&", msh[1]);
            assertEquals(sender.sendingApplication(), msh[2]);
            assertEquals(sender.sendingFacility(), msh[3]);
            assertTrue(msh[6].matches("\\d{14}"), message.controlId());
            assertEquals(his ? "2.5" : box ? "" : "2.3.1", msh[11]);
            assertEquals(his ? "UNICODE UTF-8" : box ? "ASCII" : "", field(msh, 17), "each vendor has its habit");
            assertTrue(ids.add(message.controlId()), message.controlId());
            assertTrue(message.text().endsWith("\r") && !message.text().contains("\n"));
            assertTrue(Normalizer.isNormalized(message.text(), Normalizer.Form.NFC));
        }
        assertTrue(ids.containsAll(HOSPITAL.feed().waiting()));
    }

    @Test
    void about_two_hundred_people_and_two_hundred_and_sixty_visits() {
        Set<String> visits = segments(HIS, "PV1")
                .map(pv1 -> field(pv1, 19))
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ofStations = items("stations").stream()
                .map(i -> i.at("/visit/number").asText())
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(187, people().size());
        assertEquals(259, visits.size() + ofStations.size());
        Map<String, Long> kinds =
                HIS.stream().collect(Collectors.groupingBy(Message::type, TreeMap::new, Collectors.counting()));
        assertEquals(
                Set.of(
                        "ADT^A01", "ADT^A02", "ADT^A03", "ADT^A04", "ADT^A05", "ADT^A08", "ADT^A11", "ADT^A12",
                        "ADT^A13", "ADT^A28", "ADT^A31", "ADT^A40", "MDM^T02", "MDM^T06", "OML^O21", "SIU^S12",
                        "VXU^V04"),
                kinds.keySet());
        assertEquals(2L, kinds.get("ADT^A40"));
    }

    @Test
    void every_room_of_the_viewer_has_something_to_show() {
        Set<String> orders = segments(HIS, "ORC").map(orc -> orc[2]).collect(Collectors.toSet());
        assertTrue(segments(LIS, "ORC").allMatch(orc -> orders.contains(orc[2])), "results of orders that were placed");
        assertEquals(
                1,
                segments(LIS, "OBX").filter(obx -> field(obx, 11).equals("W")).count());
        List<String> sameName = segments(HIS, "PID")
                .filter(pid -> pid[5].startsWith("Vương^Sửu^Thị") && pid[7].equals("1925"))
                .map(pid -> pid[3].split("\\^")[0])
                .distinct()
                .toList();
        assertEquals(List.of("BN000286", "BN000287"), sameName, "perhaps one person");
        Set<String> known = people();
        assertEquals(
                Set.of("BM000002"),
                BOX.stream()
                        .filter(m -> !known.contains(
                                segments(List.of(m), "PID").findFirst().orElseThrow()[3]))
                        .map(Message::controlId)
                        .collect(Collectors.toSet()),
                "a number mistyped at the box");
        assertEquals("bach-ma-gateway", HOSPITAL.source("gateway").dialect());
    }

    @Test
    void codes_are_those_of_senders_and_their_messages() {
        Set<String> sent = Stream.of(LIS, BOX)
                .flatMap(messages -> segments(messages, "OBX").flatMap(o -> Arrays.stream(o[3].split("~"))))
                .flatMap(code -> Stream.of(code.split("\\^")))
                .collect(Collectors.toSet());
        Set<String> senders =
                HOSPITAL.sources().stream().map(Hospital.Sender::name).collect(Collectors.toSet());
        List<String[]> lines =
                SAMPLE.codes().lines().skip(1).map(line -> line.split(",", -1)).toList();
        assertEquals(9, lines.size());
        for (String[] line : lines) {
            assertTrue(senders.contains(line[1]), line[1]);
            assertTrue(!line[0].equals("LAB") || sent.contains(line[3]), line[3]);
        }
        assertEquals(
                "RECORDS_CLERK",
                HOSPITAL.account(HOSPITAL.feed().codes().account()).role());
    }

    private static List<com.fasterxml.jackson.databind.JsonNode> items(String source) {
        ObjectMapper json = new ObjectMapper();
        return SAMPLE.notices().stream()
                .filter(n -> n.source().key().equals(source))
                .flatMap(n -> n.items().stream())
                .map(item -> {
                    try {
                        return json.readTree(item);
                    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @Test
    void about_two_thousand_values_beside_those_that_repeat_correct_or_wait() {
        Set<String> values = new HashSet<>();
        Map<String, Integer> statuses = new HashMap<>();
        for (Message message : LIS) {
            if (HOSPITAL.feed().waiting().contains(message.controlId())) {
                continue;
            }
            String filler = segments(List.of(message), "OBR").findFirst().orElseThrow()[3];
            segments(List.of(message), "OBX").forEach(obx -> {
                statuses.merge(field(obx, 11), 1, Integer::sum);
                if (!obx[2].equals("ED")) {
                    values.add(filler + "/" + obx[3] + "/" + obx[4]);
                }
            });
        }
        assertEquals(2003, values.size());
        assertTrue(statuses.get("P") > 20 && statuses.get("C") > 10, statuses.toString());
        Set<String> types = segments(LIS, "OBX").map(o -> o[2]).collect(Collectors.toSet());
        assertEquals(Set.of("NM", "SN", "CE", "ST", "FT", "ED"), types);
        Set<String> flags = segments(LIS, "OBX").map(o -> field(o, 8)).collect(Collectors.toSet());
        assertTrue(flags.containsAll(Set.of("N", "L", "H", "LL", "HH", "A", "S", "I", "R")), flags.toString());
    }

    @Test
    void every_result_but_the_waiting_ones_belongs_to_a_registered_person_and_comes_later() {
        Map<String, String> registered = new HashMap<>();
        for (Message message : HIS) {
            String number = segments(List.of(message), "PID")
                    .findFirst()
                    .orElseThrow()[3]
                    .split("\\^")[0];
            registered.putIfAbsent(number, message.text().split("\\|", -1)[6]);
        }
        for (Message message : LIS) {
            String number = segments(List.of(message), "PID").findFirst().orElseThrow()[3];
            boolean waits = HOSPITAL.feed().waiting().contains(message.controlId());
            assertEquals(!waits, registered.containsKey(number), message.controlId());
            if (!waits) {
                assertTrue(registered.get(number).compareTo(message.text().split("\\|", -1)[6]) < 0);
            }
        }
    }

    @Test
    void nothing_but_plans_lies_in_the_future_whatever_the_hour_of_the_first_start() {
        SampleHospital justAfterMidnight = SampleHospital.at(Instant.parse("2026-11-19T17:00:00Z"));
        Pattern times = Pattern.compile("\\b(20\\d{12})\\b");
        HOSPITAL.feed().his().stream()
                .flatMap(f -> justAfterMidnight.messages(f).stream())
                .filter(m -> !Set.of("ADT^A05", "SIU^S12").contains(m.type()))
                .forEach(m -> {
                    Matcher time = times.matcher(m.text());
                    while (time.find()) {
                        assertTrue(time.group(1).compareTo("20261120000000") < 0, m.controlId());
                    }
                });
    }

    @Test
    void personal_numbers_have_the_structure_of_the_law_and_a_mark_of_the_sample() {
        Set<String> seen = new HashSet<>();
        segments(HIS, "PID").forEach(pid -> {
            for (String identifier : pid[3].split("~")) {
                String[] cx = identifier.split("\\^", -1);
                if (cx[4].equals("NI")) {
                    // Province, century and sex, year of birth, then 999 where real numbers have chance digits.
                    assertTrue(cx[0].matches("0\\d\\d[0-3]\\d\\d999\\d{3}"), cx[0]);
                    int digit = cx[0].charAt(3) - '0';
                    String year = (digit < 2 ? "19" : "20") + cx[0].substring(4, 6);
                    assertEquals(pid[7].substring(0, 4), year);
                    assertEquals(pid[8].equals("M") ? 0 : 1, digit % 2);
                    seen.add(cx[0]);
                } else if (cx[4].equals("HC")) {
                    assertEquals(15, cx[0].length());
                }
            }
        });
        assertTrue(seen.size() > 130);
    }

    @Test
    void the_same_anchor_gives_the_same_bytes_and_another_one_does_not() {
        String file = HOSPITAL.feed().his().getFirst();
        assertEquals(SAMPLE.messages(file), SampleHospital.at(ANCHOR).messages(file));
        assertNotEquals(
                SAMPLE.messages(file),
                SampleHospital.at(ANCHOR.plusSeconds(86_400)).messages(file));
        assertEquals(
                SAMPLE.digest(), SampleHospital.at(ANCHOR.plusSeconds(86_400)).digest());
    }

    @Test
    void phones_are_of_a_range_nobody_can_have_and_credentials_are_strong_enough_to_be_taken() {
        segments(HIS, "PID")
                .map(pid -> field(pid, 13))
                .filter(t -> !t.isEmpty())
                .forEach(t -> assertTrue(t.startsWith("0000"), t));
        HOSPITAL.sources().stream()
                .filter(s -> s.door().equals("his-rest"))
                .forEach(s -> assertTrue(s.credential().matches("emrs_[A-Za-z0-9_-]{43}"), s.key()));
        assertFalse(items("orders").isEmpty());
    }
}
