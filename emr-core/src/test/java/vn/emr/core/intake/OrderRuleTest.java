package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.Notice.OrderStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.store.Content;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.House;

/** Orders and their results on the real store, in every order of arrival. */
class OrderRuleTest {
    private House house;
    private Inbox inbox;
    private int sent;

    @BeforeEach
    void open() {
        house = new House();
        inbox = house.inbox(List.of());
        send(Talk.patient("A", 0, "Đặng Thị Ánh"));
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), HistoryCheck.differences(house.database));
        house.close();
    }

    private Outcome send(Notice... notices) {
        return inbox.receive(Talk.message(house.source, "m" + ++sent, notices))
                .toCompletableFuture()
                .join();
    }

    private static OrderStated order(String placer, String filler, int minute, Status status, String priority) {
        Instant at = Talk.at(minute);
        OrderDetails details = new OrderDetails(
                priority == null ? Instant.EPOCH : at,
                at,
                "HIS",
                null,
                null,
                null,
                priority,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null);
        Coded code = priority == null ? null : new Coded("CTM", "L", "Công thức máu");
        return new OrderStated(
                Talk.number("A"), at, null, placer, filler, null, "LAB", code, status, null, null, null, details);
    }

    /** Of the order P1, and nothing else. */
    private static OrderStated told(PatientRef who, Status status, OrderDetails details) {
        return new OrderStated(
                who,
                Talk.at(details == null ? 1 : 3),
                null,
                "P1",
                null,
                null,
                null,
                null,
                status,
                null,
                null,
                null,
                details);
    }

    private static ReportStated result(String placer, String filler) {
        ReportStated r = Talk.report("A", "K" + placer + filler, 30, ResultStatus.FINAL, "GLU", "5.0");
        return Talk.ordered(r, placer, filler);
    }

    private List<ServiceOrder> orders() {
        return current(NounKind.SERVICE_ORDER).stream()
                .map(ServiceOrder.class::cast)
                .toList();
    }

    private List<vn.emr.core.record.Noun> current(NounKind kind) {
        return house.database.query(
                "select distinct on (noun_id) content from revision where kind = ? order by noun_id, version desc",
                row -> Content.read(kind, row.text("content")),
                kind);
    }

    private UUID orderOfReport() {
        return ((DiagnosticReport) current(NounKind.DIAGNOSTIC_REPORT).getFirst()).orderId();
    }

    private void forget() {
        house.close();
        open();
    }

    @Test
    void whatever_the_order_of_arrival_the_newest_state_and_the_newest_description_stand() {
        List<OrderStated> story = List.of(
                order("P1", null, 1, Status.REQUESTED, "R"),
                order("P1", "F1", 2, Status.ACCEPTED, null),
                order("P1", null, 3, null, "S"),
                order("P1", null, 4, Status.CANCELLED, null));
        for (List<OrderStated> shuffled : permutations(story)) {
            shuffled.forEach(this::send);
            assertEquals(1, orders().size());
            ServiceOrder order = orders().getFirst();
            assertEquals(Status.CANCELLED, order.status());
            assertEquals("S", order.details().priority());
            assertEquals("F1", order.fillerNumber());
            assertEquals("CTM", order.code().code());
            assertEquals(List.of(), HistoryCheck.differences(house.database));
            forget();
        }
    }

    private static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> result = new ArrayList<>();
        for (T first : all) {
            List<T> rest = new ArrayList<>(all);
            rest.remove(first);
            permutations(rest).forEach(p -> {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(p);
                result.add(one);
            });
        }
        return result;
    }

    @Test
    void at_the_same_second_an_end_is_not_taken_back() {
        send(order("P1", null, 1, Status.CANCELLED, null));
        send(order("P1", null, 1, Status.REQUESTED, "R"));
        assertEquals(Status.CANCELLED, orders().getFirst().status());
    }

    @Test
    void a_result_is_linked_to_its_order_whichever_comes_first_and_by_either_number() {
        send(order("P1", null, 1, Status.REQUESTED, "R"));
        send(result("P1", "F1"));
        assertEquals(orders().getFirst().id(), orderOfReport());
        forget();
        send(result("P1", "F1"));
        send(order("P1", null, 1, Status.REQUESTED, "R"));
        assertEquals(orders().getFirst().id(), orderOfReport());
        forget();
        send(result(null, "F1"));
        send(order("P1", null, 1, Status.REQUESTED, "R"));
        assertEquals(null, orderOfReport());
        send(order("P1", "F1", 2, Status.ACCEPTED, null));
        assertNotNull(orderOfReport());
        forget();
        send(order(null, "F1", 1, Status.REQUESTED, "R"));
        send(result(null, "F1"));
        assertEquals(orders().getFirst().id(), orderOfReport());
    }

    @Test
    void an_order_born_in_the_laboratory_later_gets_its_placers_number() {
        send(order(null, "F1", 1, Status.REQUESTED, "R"));
        send(order("P1", "F1", 2, Status.ACCEPTED, null));
        assertEquals(1, orders().size());
        assertEquals("P1", orders().getFirst().placerNumber());
    }

    @Test
    void the_same_number_of_another_system_and_one_laboratory_number_for_two_orders_are_two_orders() {
        send(order("P1", "F1", 1, Status.REQUESTED, "R"));
        send(order("P2", "F1", 2, Status.REQUESTED, "R"));
        assertEquals(2, orders().size());
        OrderDetails details = OrderDetails.at(Talk.at(3));
        send(told(
                Talk.number("A"),
                null,
                new OrderDetails(
                        details.stated(),
                        details.statusStated(),
                        "PACS",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
        assertEquals(3, orders().size());
    }

    @Test
    void an_order_for_a_person_nobody_announced_waits_and_an_answer_to_nothing_does_too() {
        OrderStated known = order("P1", null, 1, Status.REQUESTED, "R");
        OrderStated unknown = told(Talk.number("NOBODY"), Status.REQUESTED, null);
        assertEquals(Code.UNKNOWN_PATIENT, send(unknown).code());
        OrderStated answer = told(new PatientRef(List.of()), Status.ACCEPTED, null);
        send(known);
        // The order is not one that went to this system: nobody may speak of it without naming the patient.
        assertEquals(Outcome.Kind.PARKED, send(answer).kind());
        assertEquals(Status.REQUESTED, orders().getFirst().status());
    }

    @Test
    void orders_kept_before_details_were_read_are_still_read() {
        ServiceOrder old = (ServiceOrder) Content.read(NounKind.SERVICE_ORDER, """
                {"id":"018f0000-0000-7000-8000-000000000001","version":1,"patientId":"018f0000-0000-7000-8000-000000000002",
                 "sourceId":"018f0000-0000-7000-8000-000000000003","placerNumber":"P1","status":"REQUESTED",
                 "origin":{"stated":"2026-01-02T03:04:05Z","recorded":"2026-01-02T03:04:06Z"}}
                """);
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), old.details().stated());
        assertEquals(Status.REQUESTED, old.status());
    }
}
