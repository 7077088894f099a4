package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.v251.message.OML_O21;
import ca.uhn.hl7v2.model.v251.segment.OBR;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Segment;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing.Telling;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.privacy.Pass;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DepartmentStay;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.Patient;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.testing.People;

/** What we send: golden files, an independent reader, and text that tries to break out. */
class OrderTextTest {
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final UUID ID = new UUID(1, 1);

    private static Source laboratory(Map<String, String> settings) {
        Source source = Orders.source();
        source.address = "mllp://lis.example:6661";
        source.sendingApplication = "LIS-A";
        source.sendingFacility = "*";
        source.settings = settings;
        return source;
    }

    private static TimePoint time(String text) {
        return TimePoint.parse(text, ZoneId.of("Asia/Ho_Chi_Minh")).orElseThrow();
    }

    /** @param text stands wherever a person may have typed */
    private static Telling telling(String control, String text) {
        Provenance origin = new Provenance(null, "BS. Thử", null, NOW, NOW);
        Patient patient = People.person(
                ID,
                1,
                ID,
                List.of(
                        new Identifier(IdentifierKind.PATIENT_NUMBER, "BV-A", "0000123", true),
                        new Identifier(IdentifierKind.CCCD, "VN", "001158000001", true),
                        new Identifier(IdentifierKind.INSURANCE_CARD, "VN", "DN4797930000001", true)),
                "Lê Thị Thu " + text,
                time("1975"),
                Sex.FEMALE,
                List.of(),
                origin);
        Encounter visit = new Encounter(
                ID,
                1,
                ID,
                ID,
                "2611200001",
                EncounterClass.INPATIENT,
                EncounterStatus.IN_PROGRESS,
                ID,
                time("20261119"),
                null,
                List.of(new DepartmentStay("1", ID, "NOI", "P3" + text, "G2", time("20261119"), null, false)),
                null,
                null,
                List.of(),
                null,
                origin);
        OrderDetails details = new OrderDetails(
                NOW,
                NOW,
                ServiceOrder.OUR_SYSTEM,
                null,
                null,
                null,
                "S",
                time("20261120110000"),
                new Coded(null, "", "Sốt " + text),
                "Sốt ngày thứ ba\n" + text,
                new Coded(null, "", "Máu " + text),
                List.of(),
                List.of("Lấy tại giường " + text),
                control.equals("CA") ? "Nhầm " + text : null);
        ServiceOrder order = new ServiceOrder(
                ID,
                1,
                ID,
                ID,
                null,
                ID,
                "E00000007",
                null,
                null,
                "LAB",
                new Coded("CTM", "BV-A", "Công thức máu " + text),
                control.equals("CA") ? Status.CANCELLED : Status.REQUESTED,
                TimePoint.at(NOW),
                "BS. Phạm Minh " + text,
                "NOI",
                details,
                origin);
        Pass pass = new EgressGate(null, null, null)
                .pass(new Source(), EgressGate.Way.ORDERS, ID, ID)
                .orElseThrow();
        return new Telling(pass, order, control, patient, visit, "19d2f0e4c2a71001", NOW);
    }

    private static String written(Map<String, String> settings, String control, String text) {
        Source source = laboratory(settings);
        return new String(
                OrderText.write(source, OrderSettings.of(source), telling(control, text)), StandardCharsets.UTF_8);
    }

    private static void compare(String name, String written) throws IOException {
        Path golden = Path.of("src/test/resources/golden-out", name + ".hl7");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, written);
        }
        assertEquals(Files.readString(golden), written);
    }

    @Test
    void what_we_send_is_as_the_golden_files_say() throws IOException {
        compare("oml-new", written(Map.of(), "NW", ""));
        compare("oml-cancelled", written(Map.of(), "CA", ""));
        compare("orm-new-2.3.1", written(Map.of("order-message", "ORM^O01"), "NW", ""));
        compare("orm-cancelled-2.4", written(Map.of("order-message", "ORM^O01", "order-version", "2.4"), "CA", ""));
    }

    @Test
    void an_independent_reader_finds_the_order_where_the_laboratory_profile_wants_it() throws Exception {
        try (var context = new DefaultHapiContext(ValidationContextFactory.noValidation())) {
            context.setModelClassFactory(new CanonicalModelClassFactory("2.5.1"));
            OML_O21 message = (OML_O21) context.getPipeParser().parse(written(Map.of(), "NW", ""));
            assertEquals(
                    "NW", message.getORDER().getORC().getOrc1_OrderControl().getValue());
            assertEquals(
                    "S",
                    message.getORDER()
                            .getTIMING()
                            .getTQ1()
                            .getTq19_Priority(0)
                            .getCwe1_Identifier()
                            .getValue());
            OBR obr = message.getORDER().getOBSERVATION_REQUEST().getOBR();
            assertEquals(
                    "E00000007",
                    obr.getObr2_PlacerOrderNumber().getEi1_EntityIdentifier().getValue());
            assertEquals(
                    "EMR", obr.getObr2_PlacerOrderNumber().getEi2_NamespaceID().getValue());
            assertEquals(
                    "CTM",
                    obr.getObr4_UniversalServiceIdentifier().getCe1_Identifier().getValue());
            for (int forbidden : new int[] {5, 6, 8, 15, 22, 27}) {
                assertEquals(0, obr.getField(forbidden).length, "OBR-" + forbidden);
            }
            assertEquals(0, message.getORDER().getORC().getField(7).length, "ORC-7");
            assertEquals(
                    "Lê",
                    message.getPATIENT()
                            .getPID()
                            .getPid5_PatientName(0)
                            .getFamilyName()
                            .getSurname()
                            .getValue());
        }
    }

    @Test
    void no_text_makes_a_segment_or_a_field_of_its_own_and_all_of_it_comes_back() {
        for (String message : List.of("OML^O21", "ORM^O01")) {
            Map<String, String> settings = Map.of("order-message", message);
            Hl7Message plain = Hl7Text.read(written(settings, "CA", "x"));
            String evil = "a|b^c~d\\e&f#g\\.br\\h";
            Hl7Message escaped = Hl7Text.read(written(settings, "CA", evil));
            same(plain, escaped);
            assertEquals("Sốt ngày thứ ba\n" + evil.replace("\\.br\\", "\\.br\\"), obr(escaped, 13));
            assertEquals(
                    "Công thức máu " + evil, escaped.first("OBR").orElseThrow().component(4, 2));
            assertEquals("Nhầm " + evil, escaped.first("ORC").orElseThrow().component(16, 2));
            String controls = "a\rOBX|1\nMSH|^~\\&\u000b\u001c\r\u0000\u0085b";
            String sent = written(settings, "CA", controls);
            same(plain, Hl7Text.read(sent));
            assertFalse(
                    sent.contains("\u000b") || sent.contains("\u001c") || sent.contains("\n") || sent.contains("\0"));
        }
    }

    private static String obr(Hl7Message message, int field) {
        return message.first("OBR").orElseThrow().value(field);
    }

    private static void same(Hl7Message plain, Hl7Message other) {
        assertEquals(
                plain.segments().stream().map(Segment::name).toList(),
                other.segments().stream().map(Segment::name).toList());
        for (int i = 0; i < plain.segments().size(); i++) {
            Segment segment = plain.segments().get(i);
            assertEquals(segment.size(), other.segments().get(i).size(), segment.name());
            for (int field = 1; field <= segment.size(); field++) {
                String where = segment.name() + "-" + field;
                assertEquals(
                        segment.repetitions(field).size(),
                        other.segments().get(i).repetitions(field).size(),
                        where);
            }
        }
    }
}
