package vn.emr.core.outbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** A system that subscribed to the changes of a record, and the administrator who looks after it. */
abstract class Subscribing {
    static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    static final String SECRET = "khoa-bi-mat-cua-buoi-thu-nghiem";
    final House house = new House();
    final Outbox outbox = new Outbox(house.database);
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final EgressGate gate = new EgressGate(house.database, new AuditTrail(house.database), clock);
    final Doors doors = new Doors();

    final OutgoingHttp http = new OutgoingHttp();
    Source subscriber;

    Subscribed server;

    @BeforeEach
    void subscribe() throws IOException {
        server = new Subscribed();
        subscriber = house.addSource("HIS nghe tin", "his-rest");
        house.settings(
                subscriber,
                Declared.processor(
                        Map.of("webhook-address", server.address(), "webhook-secret", SECRET, "webhook-tries", "3")));
        // A new subscriber is told of what comes after its first look.
        call().queueOf().reader().standing();
    }

    @AfterEach
    void close() {
        http.close();
        server.close();
        house.close();
    }

    Subscribers people() {
        AuditTrail trail = new AuditTrail(house.database);
        Access access = new Access(house.database, trail);
        return new Subscribers(house.database, access, new Decided(house.database, access, trail, clock));
    }

    Caller administrator() {
        return People.caller(house.tenant, house.facility, "it.mau", Role.IT_ADMIN);
    }

    /** Changes of some nouns, each of another patient; the ids of the nouns. */
    List<String> changes(UUID tenant, String... kinds) {
        List<String> nouns = new ArrayList<>();
        for (String kind : kinds) {
            UUID noun = Ids.next();
            house.database.update(
                    "insert into outbox (id, tenant_id, patient_id, kind, noun_id, version, commit_id, at) values (?, ?, ?, ?, ?, 1, ?, now())",
                    Ids.next(),
                    tenant,
                    Ids.next(),
                    kind,
                    noun,
                    Ids.next());
            nouns.add(noun.toString());
        }
        return nouns;
    }

    Door door() {
        return doors.register("nghe", "Webhook", server.address());
    }

    record Opened(WebhookCall call, WebhookQueue queueOf) {
        Instant step() throws InterruptedException {
            return call.step();
        }
    }

    Opened call() {
        return call(subscriber);
    }

    Opened call(Source source) {
        WebhookQueue queue = new WebhookQueue(
                house.database, new ChangeReaders(house.database, outbox, gate, clock).ofWebhook(source));
        return new Opened(new WebhookCall(source, Webhook.of(source), queue, http, door(), clock, () -> {}), queue);
    }
}
