package vn.emr.lis.orders;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.hl7.LineTls;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.organization.Source;
import vn.emr.core.outbox.Outgoing;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Noun;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.ServiceOrder.Status;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.ChangeSet;
import vn.emr.core.store.Content;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.lis.orders.OrderQueue.Step;

/** A house with one patient, and a laboratory that takes our orders and may behave badly, over real sockets. */
abstract class AtTheLaboratory {
    static final int TRIES = 3;
    final UUID patient = Ids.next();
    House house;
    Inbox inbox;
    Outgoing outgoing;
    Source destination;
    FakeLaboratory laboratory;
    OrderQueue queue;
    int placed;

    @BeforeEach
    void open() throws Exception {
        house = new House();
        inbox = house.inbox(List.of());
        AuditTrail trail = new AuditTrail(house.database);
        EgressGate gate = new EgressGate(house.database, trail, Clock.systemUTC());
        outgoing = new Outgoing(house.database, gate, trail, Clock.systemUTC());
        laboratory = new FakeLaboratory();
        destination = house.addSource("LIS thử", "lis");
        destination.kind = "LIS";
        destination.address = laboratory.address();
        destination.settings = Map.of("order-timeout", "1", "order-tries", String.valueOf(TRIES));
        Provenance origin = new Provenance(house.source.id, "HIS thử", null, now(), now());
        commit(People.person(
                patient,
                1,
                house.facility,
                List.of(new Identifier(IdentifierKind.PATIENT_NUMBER, "BV", "BN1", true)),
                "Lê Thị Thu",
                null,
                Sex.FEMALE,
                List.of(),
                origin));
        start();
    }

    /** As a server that comes up again: nothing but the database is left. */
    void start() {
        queue = new OrderQueue(
                destination,
                OrderSettings.of(destination),
                outgoing,
                inbox::receive,
                new Doors().register("chi-dinh/LIS", "MLLP", destination.address),
                LineTls.ofJava(),
                Clock.systemUTC());
    }

    void restart() {
        queue.close();
        start();
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
        laboratory.close();
        house.mustBeWhole();
        house.close();
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    void commit(Noun noun) {
        commit(List.of(noun));
    }

    /** In one transaction. */
    void commit(List<? extends Noun> nouns) {
        AuditEvent.Actor who =
                new AuditEvent.Actor(AuditEvent.ActorKind.PERSON, house.tenant, "bs.thu", "DOCTOR", null, null, null);
        house.records.commit(house.tenant, List.of(new ChangeSet(who, now(), "test", null, null, List.copyOf(nouns))));
    }

    ServiceOrder place() {
        ServiceOrder order = newOrder();
        commit(order);
        return order;
    }

    ServiceOrder newOrder() {
        String number = "E%08d".formatted(++placed);
        return new ServiceOrder(
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
    }

    void cancel(UUID id) {
        ServiceOrder order = order(id);
        commit(order.as(
                Status.CANCELLED, "Nhầm", order.version() + 1, new Provenance(null, "BS. Thử", null, now(), now())));
    }

    ServiceOrder order(UUID id) {
        return house.database
                .first(
                        "select content from revision where noun_id = ? order by version desc limit 1",
                        r -> (ServiceOrder) Content.read(NounKind.SERVICE_ORDER, r.text("content")),
                        id)
                .orElseThrow();
    }

    List<String> states() {
        return house.database.query("select state from outgoing order by txid, change_id", r -> r.text("state"));
    }

    void drain() throws InterruptedException {
        drain(200);
    }

    void drain(int most) throws InterruptedException {
        for (int i = 0; i < most && queue.step() != Step.IDLE; i++) {
            // Each step is one try.
        }
    }

    List<String> numbers() {
        return List.copyOf(laboratory.received).stream()
                .map(m -> vn.emr.core.hl7.Hl7Text.read(m)
                        .first("ORC")
                        .orElseThrow()
                        .value(2))
                .toList();
    }

    int attempts() {
        return house.database
                .first("select max(attempts) as n from outgoing", r -> r.integer("n"))
                .orElseThrow();
    }
}
