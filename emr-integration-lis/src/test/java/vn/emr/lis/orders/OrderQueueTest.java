package vn.emr.lis.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.House;
import vn.emr.lis.orders.FakeLaboratory.Mood;
import vn.emr.lis.orders.OrderQueue.Step;

/** Orders of ours on their way to a laboratory that behaves badly, over real sockets and the real store. */
class OrderQueueTest {
    private static final int TRIES = 3;
    private final UUID patient = Ids.next();
    private House house;
    private Inbox inbox;
    private Outgoing outgoing;
    private Source destination;
    private FakeLaboratory laboratory;
    private OrderQueue queue;
    private int placed;

    @BeforeEach
    void open() throws Exception {
        house = new House();
        inbox = house.inbox(List.of());
        outgoing = new Outgoing(house.database, new AuditTrail(house.database), Clock.systemUTC());
        laboratory = new FakeLaboratory();
        destination = house.addSource("LIS thử", "lis");
        destination.kind = "LIS";
        destination.address = laboratory.address();
        destination.settings = Map.of("order-timeout", "1", "order-tries", String.valueOf(TRIES));
        Provenance origin = new Provenance(house.source.id, "HIS thử", null, now(), now());
        commit(new Patient(
                patient,
                1,
                false,
                house.facility,
                List.of(new Identifier(IdentifierKind.PATIENT_NUMBER, "BV", "BN1", true)),
                List.of(new PersonName("Lê Thị Thu", "official")),
                null,
                Sex.FEMALE,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                null,
                List.of(),
                origin));
        start();
    }

    /** As a server that comes up again: nothing but the database is left. */
    private void start() {
        queue = new OrderQueue(
                destination,
                OrderSettings.of(destination),
                outgoing,
                inbox::receive,
                new Doors().register("chi-dinh/LIS", "MLLP", destination.address),
                Clock.systemUTC());
    }

    private void restart() {
        queue.close();
        start();
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
        laboratory.close();
        assertEquals(List.of(), HistoryCheck.differences(house.database));
        assertEquals(List.of(), HistoryCheck.brokenCommits(house.database));
        house.close();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private void commit(vn.emr.core.record.Noun noun) {
        AuditEvent.Actor who =
                new AuditEvent.Actor(AuditEvent.ActorKind.PERSON, house.tenant, "bs.thu", "DOCTOR", null, null, null);
        house.records.commit(house.tenant, List.of(new ChangeSet(who, now(), "test", null, null, List.of(noun))));
    }

    private ServiceOrder place() {
        String number = "E%08d".formatted(++placed);
        ServiceOrder order = new ServiceOrder(
                Ids.next(),
                1,
                patient,
                null,
                null,
                destination.id,
                number,
                null,
                null,
                "LAB",
                new Coded("GLU", "BV", "Glucose"),
                Status.REQUESTED,
                TimePoint.at(now()),
                "BS. Thử",
                "NOI",
                null,
                new Provenance(null, "BS. Thử", null, now(), now()));
        commit(order);
        return order;
    }

    private void cancel(UUID id) {
        ServiceOrder order = order(id);
        commit(order.as(
                Status.CANCELLED, "Nhầm", order.version() + 1, new Provenance(null, "BS. Thử", null, now(), now())));
    }

    private ServiceOrder order(UUID id) {
        return house.database
                .first(
                        "select content from revision where noun_id = ? order by version desc limit 1",
                        r -> (ServiceOrder) Content.read(NounKind.SERVICE_ORDER, r.text("content")),
                        id)
                .orElseThrow();
    }

    private List<String> states() {
        return house.database.query("select state from outgoing order by txid, change_id", r -> r.text("state"));
    }

    private void drain() throws InterruptedException {
        drain(200);
    }

    private void drain(int most) throws InterruptedException {
        for (int i = 0; i < most && queue.step() != Step.IDLE; i++) {
            // Each step is one try.
        }
    }

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

    private List<String> numbers() {
        return List.copyOf(laboratory.received).stream()
                .map(m -> vn.emr.core.hl7.Hl7Text.read(m)
                        .first("ORC")
                        .orElseThrow()
                        .value(2))
                .toList();
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

    private int attempts() {
        return house.database
                .first("select max(attempts) as n from outgoing", r -> r.integer("n"))
                .orElseThrow();
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
