package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.chart.OrderList.Sending;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.ChangeSet;

/** What the chart says of an order's way to who carries it out. */
class OrderListTest extends AtTheBedside {
    private final Outgoing outgoing = new Outgoing(
            HOSPITAL.database, new EgressGate(HOSPITAL.database, trail, Clock.systemUTC()), trail, Clock.systemUTC());
    private final Source laboratory = new Source();

    @BeforeEach
    void laboratory() {
        laboratory.id = Ids.next();
        HOSPITAL.database.update("""
                insert into source (id, tenant_id, name, kind, door, address, allowed_types, patient_domain)
                values (?, ?, ?, 'LIS', 'lis', 'mllp://127.0.0.1:1', 'ORU^R01', 'BV')
                """, laboratory.id, HOSPITAL.tenant, "LIS " + laboratory.id);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Provenance here() {
        return new Provenance(null, "BS. Mẫu", null, now(), now());
    }

    private ServiceOrder commit(ServiceOrder order) {
        AuditEvent.Actor doctor =
                new AuditEvent.Actor(AuditEvent.ActorKind.PERSON, Ids.next(), "bs.mau", "DOCTOR", null, null, null);
        HOSPITAL.records.commit(
                HOSPITAL.tenant, List.of(new ChangeSet(doctor, now(), "test", null, null, List.of(order))));
        return order;
    }

    private ServiceOrder place() {
        return commit(new ServiceOrder(
                Ids.next(),
                1,
                patient,
                null,
                null,
                laboratory.id,
                "E" + Ids.next(),
                null,
                null,
                "LAB",
                new Coded("GLU", "BV", "Glucose"),
                Status.REQUESTED,
                TimePoint.at(now()),
                "BS. Mẫu",
                "NOI",
                null,
                here()));
    }

    private void collect() {
        outgoing.collect(laboratory, "OML^O21", telling -> new byte[] {1});
    }

    private Outgoing.Message next() {
        return outgoing.next(laboratory).orElseThrow();
    }

    private Sending sending(ServiceOrder order) {
        return charts.chart(open(), patient).orders().stream()
                .filter(o -> o.id().equals(order.id()))
                .findFirst()
                .orElseThrow()
                .sending();
    }

    @Test
    void an_order_is_not_sent_until_it_was_answered_and_neither_is_its_cancellation() {
        ServiceOrder order = place();
        assertEquals(Sending.NOT_SENT, sending(order), "nobody read the outbox yet");
        collect();
        assertEquals(Sending.NOT_SENT, sending(order));
        outgoing.tried(next(), "không trả lời");
        assertEquals(Sending.NOT_SENT, sending(order), "a try is no answer");
        outgoing.answered(next(), new byte[] {2});
        outgoing.done(next());
        assertEquals(Sending.SENT, sending(order));
        commit(order.as(Status.CANCELLED, "Nhầm", 2, here()));
        assertEquals(Sending.NOT_SENT, sending(order), "the cancellation");
        collect();
        assertEquals(Sending.NOT_SENT, sending(order));
        outgoing.answered(next(), new byte[] {2});
        assertEquals(Sending.SENT, sending(order));
    }

    @Test
    void an_order_that_waits_for_a_person_says_so_and_its_cancellation_behind_it_too() {
        ServiceOrder order = place();
        ServiceOrder other = place();
        collect();
        outgoing.parked(next(), "bị từ chối");
        assertEquals(Sending.STOPPED, sending(order));
        assertEquals(Sending.NOT_SENT, sending(other), "another order is not concerned");
        commit(order.as(Status.CANCELLED, "Nhầm", 2, here()));
        collect();
        assertEquals(Sending.STOPPED, sending(order));
        HOSPITAL.database.update("update outgoing set state = 'DISMISSED' where order_id = ?", order.id());
        assertEquals(Sending.GIVEN_UP, sending(order));
    }

    @Test
    void an_order_of_another_system_says_nothing_of_our_sending() {
        HOSPITAL.order(patient);
        Charts.Chart chart = charts.chart(open(), patient);
        assertNull(chart.orders().getFirst().sending());
    }
}
