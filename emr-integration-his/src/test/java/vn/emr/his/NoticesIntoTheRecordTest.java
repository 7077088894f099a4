package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Doors;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;

/** From a request body to rows of a real database, through the route and the inbox. */
class NoticesIntoTheRecordTest {
    private static final List<String> TABLES = List.of(
            "patient",
            "encounter",
            "department_stay",
            "condition",
            "service_order",
            "diagnostic_report",
            "observation",
            "clinical_document",
            "medication_order",
            "procedure",
            "clinical_note",
            "paper",
            "coverage",
            "appointment",
            "immunization",
            "patient_link",
            "record_folder",
            "inbound",
            "revision");

    private final House house = new House();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private NoticesDoor door;
    private Source source;

    @BeforeEach
    void open() throws Exception {
        NoticeTranslator translator = new NoticeTranslator();
        var inbox = house.inbox(List.of(translator));
        source = house.addSource("HIS REST", "his-rest");
        camel.addRoutes(new NoticesRoute(inbox::receive, new Doors()));
        camel.start();
        door = new NoticesDoor(new NoticeFileFormat(translator), new Handover(camel));
    }

    @AfterEach
    void close() {
        camel.stop();
        house.close();
    }

    @Test
    void every_kind_of_item_is_applied_and_the_same_request_again_changes_nothing() throws IOException {
        String request = "[" + person("0000999") + "," + golden("patient-full") + "," + person("MOTHER") + ","
                + golden("newborn") + "," + golden("death") + "," + golden("visit-admitted") + ","
                + golden("visit-whole-picture") + "," + golden("visit-cancelled") + "," + golden("conditions") + ","
                + golden("order") + "," + golden("report") + "," + golden("document") + "," + golden("merge") + ","
                + golden("medication") + "," + golden("procedure") + "," + golden("note") + "," + golden("paper") + ","
                + golden("coverage") + "," + golden("appointment") + "," + golden("immunization") + "]";
        var first = send(request);
        assertEquals(207, first.status());
        assertEquals(Collections.nCopies(20, "applied"), outcomes(first), () -> first.items()
                .toString());
        assertTrue(first.items().stream().noneMatch(a -> a.toString().contains("OBSERVATIONS_DIFFER")));
        Map<String, Long> counts = counts();
        assertEquals(1, counts.get("encounter"));
        assertEquals(2, counts.get("department_stay"));
        assertEquals(2, counts.get("condition"));
        assertEquals(1, counts.get("service_order"));
        assertEquals(6, counts.get("observation"));
        assertEquals(2, counts.get("clinical_document"));
        assertEquals(1, counts.get("patient_link"));
        assertEquals(1, counts.get("record_folder"));
        TABLES.subList(8, 15).forEach(table -> assertEquals(1, counts.get(table), table));
        house.mustBeWhole();

        var again = send(request);
        assertEquals(Collections.nCopies(20, "replayed"), outcomes(again));
        assertEquals(
                first.items().stream().map(NoticeAnswer::inboundId).toList(),
                again.items().stream().map(NoticeAnswer::inboundId).toList());
        assertEquals(counts, counts());
    }

    @Test
    void a_report_of_an_unknown_person_waits_and_a_bad_item_is_kept_with_its_reason() throws IOException {
        var answered = send("[" + golden("report") + ",{\"kind\":\"patient\",\"id\":\"x\"},{\"kind\":\"" + "\n]");
        assertEquals(List.of("parked", "refused", "refused"), outcomes(answered));
        assertEquals("/patient/identifiers", answered.items().getFirst().pointer());
        answered.items().forEach(item -> assertNotNull(item.inboundId(), item::toString));
        assertEquals(3, house.count("inbound"));
        assertEquals(0, house.count("diagnostic_report"));
    }

    @Test
    void two_reports_with_the_same_item_number_and_other_content_are_both_kept() throws IOException {
        String report = golden("report");
        var answered = send("[" + golden("patient-full") + "," + report + "," + report.replace("5,20", "6,10") + "]");
        assertEquals(Collections.nCopies(3, "applied"), outcomes(answered));
        assertEquals(3, house.count("inbound"));
        assertTrue(house.count("revision") >= 3);
    }

    @Test
    void a_document_of_20_megabytes_is_taken() throws IOException {
        byte[] pdf = new byte[20 << 20];
        byte[] mark = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(mark, 0, pdf, 0, mark.length);
        String request = "[" + golden("patient-full") + "," + golden("document") + "]";
        request = request.replace("text/plain", "application/pdf")
                .replace("Q2h1eeG7g24gdmnhu4du", Base64.getEncoder().encodeToString(pdf));
        long start = System.nanoTime();
        var answered = send(request);
        System.out.println("20 MB PDF over HTTP notices: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertEquals(List.of("applied", "applied"), outcomes(answered));
        assertEquals(
                pdf.length,
                house.database
                        .first("select size as n from clinical_document", row -> row.number("n"))
                        .orElseThrow());
    }

    private Handover.Answered send(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return door.take(new ByteArrayInputStream(bytes), bytes.length, false, source, "127.0.0.1");
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        TABLES.forEach(table -> counts.put(table, house.count(table)));
        return counts;
    }

    private static String person(String number) {
        return "{\"kind\":\"patient\",\"id\":\"" + number + "\",\"statedAt\":\"202411190800\",\"patient\":{\"names\":"
                + "[\"Lê Văn Bình\"],\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"" + number + "\"}]}}";
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/golden", name + ".json"));
    }

    private static List<String> outcomes(Handover.Answered answered) {
        return answered.items().stream().map(NoticeAnswer::outcome).toList();
    }
}
