package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Receiver;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Peer;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.lis.orders.FakeLaboratory.Mood;
import vn.emr.lis.orders.OrderQueue.Step;
import vn.emr.lis.orders.OrderTranslators.AnswerTranslator;

/** Answers to our orders that do not come on the connection that asked. */
class LateAnswerTest extends AtTheLaboratory {
    private Hl7Receiver door() {
        return new Hl7Receiver(
                new Hl7Translator(List.of(new AnswerTranslator("ORL", Set.of("O22"))), Clock.systemUTC()),
                house,
                inbox);
    }

    /** An answer that its laboratory sends to our own door. */
    private String late(String control, String verdict, String rest) {
        String answer = "MSH|^~\\&|LIS|BV|EMR|BV|20261120100000||ORL^O22|L" + control + verdict + "|P|2.5.1\rMSA|"
                + verdict + "|" + control + "\r" + rest;
        byte[] told = door().receive(
                        answer.getBytes(StandardCharsets.UTF_8),
                        "lis",
                        Peer.plain(new InetSocketAddress("127.0.0.1", 5)))
                .toCompletableFuture()
                .join();
        return new String(told, StandardCharsets.UTF_8).split("\r")[1].substring(4, 6);
    }

    @Test
    void a_late_answer_at_our_own_door_ends_the_sending_and_is_applied_once() throws Exception {
        laboratory.mood(Mood.SILENT);
        ServiceOrder order = place();
        assertEquals(Step.HELD, queue.step());
        String control = laboratory.controlIds().getFirst();
        assertEquals("AA", late(control, "AA", "ORC|OK|" + order.placerNumber() + "^EMR|L7^LIS\r"));
        assertEquals(Status.ACCEPTED, order(order.id()).status());
        assertEquals("L7", order(order.id()).fillerNumber());
        assertEquals(List.of("DONE"), states());
        int version = order(order.id()).version();
        assertEquals("AA", late(control, "AA", "ORC|OK|" + order.placerNumber() + "^EMR|L7^LIS\r"));
        drain();
        assertEquals(1, laboratory.received.size(), "what was answered is not sent again");
        assertEquals(version, order(order.id()).version());
    }

    @Test
    void a_late_refusal_rejects_the_order_and_waits_for_a_person_and_a_temporary_fault_changes_nothing()
            throws Exception {
        laboratory.mood(Mood.SILENT);
        ServiceOrder order = place();
        queue.step();
        String control = laboratory.controlIds().getFirst();
        assertEquals("AA", late(control, "AE", ""));
        assertEquals(List.of("WAITING"), states());
        assertEquals("AA", late(control, "AR", "ERR|||207|E||||Hết hóa chất\r"));
        assertEquals(Status.REJECTED, order(order.id()).status());
        assertEquals("Hết hóa chất", order(order.id()).details().statusReason());
        assertEquals(List.of("PARKED"), states());
        drain();
        assertEquals(1, laboratory.received.size());
    }

    @Test
    void an_answer_to_a_message_nobody_sent_waits_with_its_reason_and_touches_no_order() throws Exception {
        ServiceOrder order = place();
        queue.step();
        int version = order(order.id()).version();
        late("SOMETHING-ELSE", "AR", "ORC|UA|" + order.placerNumber() + "^EMR\r");
        assertEquals(1, house.count("parked where code = 'NOT_APPLICABLE' and detail like 'MSA-2 names no message%'"));
        assertEquals(version, order(order.id()).version());
        assertEquals("AR", late("", "AA", ""), "an answer to nothing is no answer");
    }
}
