package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.lis.orders.FakeLaboratory.Mood;
import vn.emr.lis.orders.OrderQueue.Step;

/** Orders of ours on their way to a laboratory that answers. */
class OrderQueueTest extends AtTheLaboratory {
    @Test
    void an_accepted_order_gets_the_laboratorys_number_and_is_sent_once() throws Exception {
        ServiceOrder order = place();
        drain();
        restart();
        drain();
        assertEquals(Status.ACCEPTED, order(order.id()).status());
        assertEquals("L00000001", order(order.id()).fillerNumber());
        assertEquals(List.of("DONE"), states());
        assertEquals(1, laboratory.received.size());
    }

    @Test
    void a_plain_ack_is_acceptance_too() throws Exception {
        laboratory.mood(Mood.PLAIN_ACK);
        ServiceOrder order = place();
        drain();
        assertEquals(Status.ACCEPTED, order(order.id()).status());
    }

    @Test
    void a_cancellation_goes_after_its_order() throws Exception {
        ServiceOrder order = place();
        cancel(order.id());
        drain();
        assertEquals(Status.CANCELLED, order(order.id()).status());
        assertEquals(List.of("DONE", "DONE"), states());
        assertTrue(laboratory.received.get(0).contains("ORC|NW|E00000001^EMR"));
        assertTrue(laboratory.received.get(1).contains("ORC|CA|E00000001^EMR"));
    }

    @Test
    void a_busy_laboratory_is_asked_again_and_after_the_last_try_a_person_is() throws Exception {
        laboratory.mood(Mood.BUSY, Mood.BUSY);
        ServiceOrder order = place();
        assertEquals(Step.HELD, queue.step());
        assertEquals(Step.HELD, queue.step());
        drain();
        assertEquals(Status.ACCEPTED, order(order.id()).status());
        laboratory.mood(Mood.BUSY, Mood.BUSY, Mood.BUSY);
        place();
        ServiceOrder next = place();
        drain();
        assertEquals(List.of("DONE", "PARKED", "DONE"), states());
        assertEquals(Status.ACCEPTED, order(next.id()).status());
    }

    @Test
    void a_rejected_order_says_why_waits_for_a_person_and_holds_only_its_own_later_messages() throws Exception {
        laboratory.mood(Mood.REJECT);
        ServiceOrder rejected = place();
        ServiceOrder next = place();
        drain();
        assertEquals(Status.REJECTED, order(rejected.id()).status());
        assertEquals("Chưa có mã xét nghiệm này", order(rejected.id()).details().statusReason());
        assertEquals(Status.ACCEPTED, order(next.id()).status());
        assertEquals(List.of("PARKED", "DONE"), states());
        cancel(rejected.id());
        drain();
        assertEquals(List.of("PARKED", "DONE", "WAITING"), states());
        assertEquals(2, laboratory.received.size());
        house.database.update("update outgoing set state = 'DISMISSED' where state = 'PARKED'");
        drain();
        assertEquals(List.of("DISMISSED", "DONE", "DONE"), states());
    }
}
