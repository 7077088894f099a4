package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.Code;
import vn.emr.core.hl7.SampleMessages;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Outcome;
import vn.emr.core.record.OrderNumber;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.testing.GoldenFiles;

class OrderMessageTest {
    private static final String OBR = "OBR|1|P1^HIS|F1^LIS|CBC^Công thức máu^L";

    @ParameterizedTest
    @CsvSource({
        "NW,,REQUESTED",
        "NW,IP,IN_PROGRESS",
        "SC,CM,COMPLETED",
        "SC,SC,ACCEPTED",
        "SC,A,IN_PROGRESS",
        "OK,,ACCEPTED",
        "CA,IP,CANCELLED",
        "OC,,CANCELLED",
        "CR,,CANCELLED",
        "DC,,DISCONTINUED",
        "OD,,DISCONTINUED",
        "HD,,ON_HOLD",
        "OH,,ON_HOLD",
        "RL,,IN_PROGRESS",
        "RL,IP,IN_PROGRESS",
        "RP,,REPLACED",
        "RU,,REPLACED",
        "UA,,REJECTED",
        "RO,,REQUESTED",
        "XO,,",
        "UC,,",
        "SN,,",
        "SC,,",
        ",,REQUESTED",
        "RE,CM,COMPLETED",
        "ZZ,,REQUESTED"
    })
    void control_code_and_state_say_where_an_order_stands(String control, String state, Status expected) {
        String orc = "ORC|" + (control == null ? "" : control) + "|P1^HIS|||" + (state == null ? "" : state);
        assertEquals(expected, Orders.read("ORM^O01", orc, OBR).getFirst().status());
    }

    @Test
    void numbers_keep_their_namespaces_and_the_group_and_the_parent() {
        OrderStated order = Orders.read(
                        "OML^O21^OML_O21", "ORC|NW|P1^HIS^1.2.3^ISO|F1^^1.2.4^ISO|G1^HIS||||P0&HIS^F0&LIS", OBR)
                .getFirst();
        assertEquals("P1", order.placerNumber());
        assertEquals("HIS", order.details().placerSystem());
        assertEquals("F1", order.fillerNumber());
        assertEquals("1.2.4", order.details().fillerSystem());
        assertEquals(new OrderNumber("G1", "HIS"), order.details().group());
        assertEquals(new OrderNumber("P0", "HIS"), order.details().parent());
    }

    @Test
    void priority_and_time_stand_in_tq1_or_in_the_old_components() {
        OrderStated now = Orders.read("OML^O21^OML_O21", "ORC|NW|P1", "TQ1|1||||||202611201200||S^Cấp cứu", OBR)
                .getFirst();
        assertEquals("S", now.details().priority());
        assertEquals("202611201200", now.details().requestedFor().sent());
        OrderStated old =
                Orders.read("ORM^O01", "ORC|NW|P1|||||^^^202611201300^^A", OBR).getFirst();
        assertEquals("A", old.details().priority());
        assertEquals("202611201300", old.details().requestedFor().sent());
        OrderStated obr27 = Orders.read("ORM^O01", OBR + "|".repeat(23) + "^^^202611201400^^R")
                .getFirst();
        assertEquals("R", obr27.details().priority());
    }

    @Test
    void several_tests_under_one_number_are_one_order_and_other_numbers_are_other_orders() {
        List<OrderStated> orders = Orders.read(
                "OML^O21^OML_O21", "ORC|NW|P1", OBR, "OBR|2|P1^HIS|F1^LIS|GLU^Glucose^L", "OBR|3|P2^HIS||URE^Ure^L");
        assertEquals(
                List.of("P1", "P1"),
                orders.stream().map(OrderStated::placerNumber).toList());
    }

    @Test
    void an_obr_with_a_number_of_its_own_under_an_orc_without_one_is_an_order_of_its_own() {
        List<OrderStated> orders = Orders.read(
                "ORM^O01", "ORC|NW|", "OBR|1|P1^HIS||CBC", "OBR|2|||GLU^Glucose^L", "OBR|3|P2^HIS||URE^Ure^L");
        assertEquals(
                List.of("P1", "P2"),
                orders.stream().map(OrderStated::placerNumber).toList());
        assertEquals("GLU", orders.getFirst().details().tests().getFirst().code());
    }

    @Test
    void in_o33_the_specimen_stands_before_its_orders() {
        List<OrderStated> orders = Orders.read(
                "OML^O33^OML_O33",
                "SPM|1|||SER^Huyết thanh^L",
                "ORC|NW|P1",
                "OBR|1|P1||GLU",
                "ORC|NW|P2",
                "OBR|2|P2||URE",
                "SPM|2|||UR^Nước tiểu^L",
                "ORC|NW|P3",
                "OBR|3|P3||PRO");
        assertEquals(
                List.of("SER", "SER", "UR"),
                orders.stream().map(o -> o.details().specimen().code()).toList());
    }

    @Test
    void what_is_asked_at_order_entry_is_kept_with_the_order_and_is_no_result() {
        Delivery delivery = Orders.deliver(
                "OML^O21^OML_O21",
                "ORC|NW|P1",
                OBR + "|||||||||Sốt cao\\.br\\2 ngày||BLD&Máu",
                "NTE|1||Lấy máu lúc đói",
                "DG1|1||R50^Sốt^I10",
                "OBX|1|NM|8339-4^Cân nặng^LN||52|kg");
        OrderStated order = (OrderStated) delivery.reading().notices().getFirst();
        assertEquals("Sốt cao\n2 ngày", order.details().clinicalInfo());
        assertEquals(
                List.of("Lấy máu lúc đói", "Cân nặng: 52 kg"), order.details().notes());
        assertEquals("R50", order.details().reason().code());
        assertEquals("BLD", order.details().specimen().code());
        assertEquals(0, delivery.reading().observationsIn());
    }

    @Test
    void a_replacement_names_what_it_replaces() {
        List<OrderStated> orders =
                Orders.read("ORM^O01", "ORC|RP|P1^HIS", "OBR|1|P1^HIS||CBC", "ORC|RO|P9^HIS", "OBR|1|P9^HIS||CBC");
        assertEquals(Status.REPLACED, orders.getFirst().status());
        assertEquals(new OrderNumber("P1", "HIS"), orders.get(1).details().parent());
    }

    @Test
    void why_an_order_was_cancelled_is_not_why_it_was_placed() {
        OrderStated order = Orders.read("ORM^O01", "ORC|CA|P1|||||||20261120093000|||||||^Người bệnh từ chối")
                .getFirst();
        assertEquals("Người bệnh từ chối", order.details().statusReason());
        assertNull(order.details().reason());
        assertNull(order.ordered());
    }

    @Test
    void an_order_without_any_number_is_refused() {
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                Orders.deliver("ORM^O01", "ORC|NW", "OBR|1|||CBC").refusal().code());
        assertEquals(
                Code.REQUIRED_FIELD_MISSING, Orders.deliver("ORM^O01").refusal().code());
    }

    @ParameterizedTest
    @CsvSource({
        "OML^O21^OML_O21,ORL^O22^ORL_O22", "OML^O33^OML_O33,ORL^O34^ORL_O34", "OML^O35^OML_O35,ORL^O36^ORL_O36",
        "ORM^O01,ORR^O02^ORR_O02", "OMG^O19^OMG_O19,ORG^O20^ORG_O20", "OMI^O23^OMI_O23,ORI^O24^ORI_O24"
    })
    void each_order_message_is_answered_by_its_own_type_with_an_orc_per_order(String asked, String answered) {
        Delivery delivery = Orders.deliver(asked, "ORC|NW|P1^HIS||G1", OBR, "ORC|CA|P2^HIS\\T\\x|F2", "OBR|2|P2||GLU");
        String applied = answer(delivery, Outcome.Kind.APPLIED, null);
        assertTrue(applied.contains("|" + answered + "|"), applied);
        assertTrue(applied.contains("MSA|AA|M1\rORC|OK|P1^HIS||G1\rORC|CR|P2^HIS\\T\\x|F2|\r"), applied);
        String refused = answer(delivery, Outcome.Kind.REFUSED, Code.REQUIRED_FIELD_MISSING);
        assertTrue(refused.contains("ORC|UA|P1^HIS||G1\r"), refused);
        String waits = answer(delivery, Outcome.Kind.PARKED, Code.UNKNOWN_PATIENT);
        assertTrue(waits.contains("MSA|AA|M1") && !waits.contains("ORC|"), waits);
    }

    private static String answer(Delivery delivery, Outcome.Kind kind, Code code) {
        Outcome outcome = new Outcome(kind, code, null, new UUID(1, 2), null, List.of());
        return new String(delivery.answering().apply(outcome), StandardCharsets.UTF_8);
    }

    /** What each public sample of an order is to us: how many orders, or why it is refused or kept for a person. */
    @Test
    void every_public_sample_of_an_order_has_its_outcome() throws IOException {
        StringBuilder outcomes = new StringBuilder();
        for (SampleMessages.Sample sample : SampleMessages.all()) {
            if (sample.file().matches("\\d+_(OML|ORM|OMG|OMI)-.*")) {
                Delivery delivery = Orders.deliver(sample.bytes());
                String outcome = delivery.refusal() == null
                        ? delivery.reading().notices().size() + " orders"
                        : delivery.refusal().code().name();
                outcomes.append(sample.file(), 0, 12)
                        .append(": ")
                        .append(outcome)
                        .append('\n');
            }
        }
        Path table = Path.of("src/test/resources/golden-orders/samples.txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(table, outcomes);
        }
        if (!outcomes.isEmpty()) {
            assertEquals(Files.readString(table), outcomes.toString());
        }
    }

    @TestFactory
    Stream<DynamicTest> each_order_means_what_its_golden_file_says() throws IOException {
        return new GoldenFiles(Path.of("src/test/resources/golden-orders"), ".hl7", 7).tests(Orders::deliver);
    }
}
