package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.LineTls;
import vn.emr.core.intake.Doors;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.lis.orders.FakeLaboratory.Mood;
import vn.emr.lis.orders.OrderQueue.Step;

/** Orders of ours on their way to a laboratory that behaves badly. */
class OrderQueueTroubleTest extends AtTheLaboratory {
    @Test
    void
            silence_a_cut_answer_a_closed_connection_and_an_answer_to_another_message_are_tried_again_with_the_same_number()
                    throws Exception {
        for (Mood mood : List.of(Mood.SILENT, Mood.HALF_ANSWER, Mood.CLOSE, Mood.OTHER_ID, Mood.LATE)) {
            laboratory.received.clear();
            laboratory.mood(mood);
            ServiceOrder order = place();
            assertEquals(Step.HELD, queue.step(), mood.name());
            assertEquals(Status.REQUESTED, order(order.id()).status(), mood.name());
            drain();
            assertEquals(Status.ACCEPTED, order(order.id()).status(), mood.name());
            assertEquals(2, laboratory.received.size(), mood.name());
            assertEquals(laboratory.received.get(0), laboratory.received.get(1), mood.name());
        }
    }

    @Test
    void a_late_second_answer_is_never_taken_for_the_next_message() throws Exception {
        laboratory.mood(Mood.TWICE);
        ServiceOrder one = place();
        ServiceOrder two = place();
        drain();
        assertEquals("L00000001", order(one.id()).fillerNumber());
        assertEquals("L00000002", order(two.id()).fillerNumber());
        assertEquals(List.of("DONE", "DONE"), states());
    }

    @Test
    void one_message_that_never_gets_an_answer_stops_for_a_person_when_others_are_answered() throws Exception {
        ServiceOrder poison = place();
        ServiceOrder next = place();
        laboratory.always(poison.placerNumber(), Mood.CLOSE);
        drain();
        assertEquals(List.of("PARKED", "DONE"), states());
        assertEquals(Status.ACCEPTED, order(next.id()).status());
        assertEquals(Status.REQUESTED, order(poison.id()).status());
    }

    @Test
    void a_laboratory_that_answers_nothing_at_all_parks_nothing_and_gets_everything_in_order_later() throws Exception {
        List<ServiceOrder> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            orders.add(place());
        }
        laboratory.always("MSH", Mood.CLOSE);
        drain(40);
        assertEquals(List.of("WAITING", "WAITING", "WAITING", "WAITING", "WAITING"), states());
        laboratory.always("no such text", Mood.CLOSE);
        laboratory.received.clear();
        restart();
        drain();
        assertEquals(List.of("DONE", "DONE", "DONE", "DONE", "DONE"), states());
        assertEquals(orders.stream().map(ServiceOrder::placerNumber).toList(), numbers());
    }

    @Test
    void a_laboratory_that_is_down_for_long_costs_no_try_and_loses_nothing() throws Exception {
        laboratory.goDown();
        ServiceOrder one = place();
        ServiceOrder two = place();
        for (int i = 0; i < 50; i++) {
            assertEquals(Step.HELD, queue.step());
        }
        assertEquals(60, queue.pause().toSeconds());
        assertEquals(0, attempts());
        restart();
        laboratory.comeUp();
        drain();
        assertEquals(List.of(one.placerNumber(), two.placerNumber()), numbers());
        assertEquals(List.of("DONE", "DONE"), states());
    }

    @Test
    void more_than_a_thousand_orders_that_gathered_meanwhile_all_go_out_in_their_order() throws Exception {
        laboratory.goDown();
        List<ServiceOrder> orders =
                IntStream.range(0, 1_001).mapToObj(i -> newOrder()).toList();
        commit(orders);
        for (int i = 0; i < 30; i++) {
            queue.step();
        }
        restart();
        laboratory.comeUp();
        drain(3_000);
        assertEquals(orders.stream().map(ServiceOrder::placerNumber).toList(), numbers());
        assertEquals(1_001, house.count("outgoing where state = 'DONE'"));
    }

    @Test
    void an_answer_that_was_stored_but_not_applied_is_applied_after_the_next_start_and_not_sent_again()
            throws Exception {
        ServiceOrder order = place();
        queue.close();
        queue = new OrderQueue(
                destination,
                OrderSettings.of(destination),
                outgoing,
                d -> java.util.concurrent.CompletableFuture.failedFuture(new IllegalStateException("killed")),
                new Doors().register("chi-dinh/LIS", "MLLP", destination.address),
                LineTls.ofJava(),
                Clock.systemUTC());
        queue.step();
        assertEquals(List.of("ANSWERED"), states());
        restart();
        drain();
        assertEquals(List.of("DONE"), states());
        assertEquals(Status.ACCEPTED, order(order.id()).status());
        assertEquals(1, laboratory.received.size());
    }

    @Test
    void whatever_happens_on_the_way_every_order_arrives_in_its_order_and_none_is_sent_after_its_acceptance()
            throws Exception {
        destination.settings = Map.of("order-timeout", "1", "order-tries", "1000");
        restart();
        Random random = new Random(20261120);
        Mood[] moods = {
            Mood.ACCEPT,
            Mood.ACCEPT,
            Mood.ACCEPT,
            Mood.CLOSE,
            Mood.OTHER_ID,
            Mood.HALF_ANSWER,
            Mood.TWICE,
            Mood.PLAIN_ACK
        };
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            expected.add(place().placerNumber());
            laboratory.mood(moods[random.nextInt(moods.length)]);
            if (random.nextInt(10) == 0) {
                queue.step();
            }
            if (random.nextInt(20) == 0) {
                restart();
            }
        }
        drain(2000);
        assertEquals(expected, List.copyOf(new LinkedHashSet<>(numbers())));
        assertEquals(List.of("DONE"), states().stream().distinct().toList());
        List<String> ids = laboratory.controlIds();
        assertEquals(120, ids.stream().distinct().count());
        assertNotEquals(120, ids.size(), "some were repeated");
        assertEquals(
                120L,
                house.database
                        .first("select count(*) as n from service_order where status = 'ACCEPTED'", r -> r.number("n"))
                        .orElseThrow());
    }
}
