package vn.emr.core.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.organization.Account.Role;
import vn.emr.core.organization.Source;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;

/** Subscribers are told of every change, in order, at least once, and what one does not take holds up no other. */
class WebhookTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final String SECRET = "khoa-bi-mat-cua-buoi-thu-nghiem";

    private final House house = new House();
    private final Outbox outbox = new Outbox(house.database);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Doors doors = new Doors();
    private Source subscriber;
    private Subscribed server;

    @BeforeEach
    void subscribe() throws IOException {
        server = new Subscribed();
        subscriber = house.addSource("HIS nghe tin", "his-rest");
        house.settings(
                subscriber,
                Map.of("webhook-address", server.address(), "webhook-secret", SECRET, "webhook-tries", "3"));
        // A new subscriber is told of what comes after its first look.
        call().queueOf().reader().standing();
    }

    @AfterEach
    void close() {
        server.close();
        house.close();
    }

    @Test
    void every_change_is_told_once_in_order_and_signed() throws Exception {
        List<String> changed = changes(house.tenant, "PATIENT", "ENCOUNTER", "PATIENT");
        Instant next = call().step();
        assertEquals(changed, server.taken());
        assertEquals(NOW, next);
        assertTrue(door().state().up());
        Subscribed.Told first = server.told.getFirst();
        assertEquals(
                "application/cloudevents+json; charset=utf-8", first.headers().get("content-type"));
        assertEquals(first.event().get("id").asText(), first.headers().get("webhook-id"));
        assertEquals("" + NOW.getEpochSecond(), first.headers().get("webhook-timestamp"));
        assertEquals(signature(first), first.headers().get("webhook-signature"));
        assertEquals("vn.emr.record.patient", first.event().get("type").asText());
        call().step();
        assertEquals(3, server.told.size());
    }

    @Test
    void what_changed_before_it_subscribed_and_in_another_hospital_and_other_kinds_is_not_told() throws Exception {
        changes(Ids.next(), "PATIENT");
        subscriber.settings = Map.of(
                "webhook-address", server.address(), "webhook-secret", SECRET, "webhook-kinds", "encounter, paper");
        List<String> mine = changes(house.tenant, "PATIENT", "ENCOUNTER", "PAPER");
        call().step();
        assertEquals(mine.subList(1, 3), server.taken());
        Source late = house.addSource("Nghe muộn", "his-rest");
        late.settings = subscriber.settings;
        call(late).step();
        assertEquals(2, server.told.size());
    }

    @Test
    void a_subscriber_that_cannot_be_reached_costs_no_try_and_is_told_when_it_is_back() throws Exception {
        int port = server.port();
        server.close();
        List<String> changed = changes(house.tenant, "PATIENT", "PATIENT");
        WebhookCall call = call().call;
        assertEquals(NOW.plusSeconds(1), call.step());
        assertEquals(NOW.plusSeconds(2), call.step());
        assertEquals(NOW.plusSeconds(4), call.step());
        assertEquals(NOW.plusSeconds(8), call.step());
        assertFalse(door().state().up());
        server = new Subscribed(port);
        call.step();
        assertEquals(changed, server.taken());
        assertEquals(0, house.count("webhook_parked"));
    }

    @Test
    void what_is_refused_at_every_try_stands_aside_and_the_others_go_on() throws Exception {
        List<String> changed = changes(house.tenant, "PATIENT", "PATIENT", "PATIENT");
        server.answers = event -> event.at("/data/id").asText().equals(changed.get(1)) ? 422 : 200;
        call().step();
        assertEquals(changed.subList(0, 1), server.taken());
        // Another server process goes on where this one stood; the tries are counted in the database.
        call().step();
        call().step();
        assertEquals(List.of(changed.get(0), changed.get(2)), server.taken());
        assertEquals(3, server.told.stream().filter(t -> t.status() == 422).count());
        assertFalse(door().state().up());
        Subscribers people = people();
        Caller it = administrator();
        Subscribers.Refused parked = people.parked(it).getFirst();
        assertEquals("Hệ thống nhận trả lời HTTP 422", parked.trouble());
        server.answers = event -> 200;
        people.tellAgain(it, parked.id());
        call().step();
        assertEquals(List.of(changed.get(0), changed.get(2), changed.get(1)), server.taken());
        assertTrue(door().state().up());
        Refusal gone = assertThrows(Refusal.class, () -> people.dismiss(it, parked.id()));
        assertEquals(Code.NOT_FOUND, gone.code());
        Caller nurse = People.caller(house.tenant, house.facility, "dd.mau", Role.NURSE);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> people.parked(nurse)).code());
    }

    @Test
    void how_it_goes_is_seen_what_waits_since_when_it_fails_and_what_it_last_answered() throws Exception {
        Subscribers people = people();
        Caller it = administrator();
        assertEquals(null, people.list(it).getFirst().deliveredAt());
        List<String> changed = changes(house.tenant, "PATIENT", "PATIENT", "ENCOUNTER");
        changes(Ids.next(), "PATIENT");
        server.answers = event -> event.at("/data/id").asText().equals(changed.get(1)) ? 503 : 200;
        call().step();
        Subscribers.Subscriber held = people.list(it).getFirst();
        assertEquals("webhook", held.channel());
        assertEquals(NOW, held.deliveredAt());
        assertEquals(2, held.waiting());
        assertFalse(held.moreWaiting());
        assertTrue(held.waitingSince() != null);
        assertEquals(NOW, held.failingSince());
        assertEquals(503, held.answer());
        assertEquals(NOW.plusSeconds(1), held.nextTryAt());
        server.answers = event -> 200;
        call().step();
        Subscribers.Subscriber well = people.list(it).getFirst();
        assertEquals(0, well.waiting());
        assertEquals(200, well.answer());
        assertEquals(null, well.failingSince());
        assertEquals(null, well.nextTryAt());
    }

    @Test
    void only_kinds_it_is_told_of_wait_and_a_topic_stands_beside_it() {
        house.settings(
                subscriber,
                Map.of(
                        "webhook-address", server.address(),
                        "webhook-kinds", "encounter, paper",
                        "kafka-out-topic", "emr.changes"));
        changes(house.tenant, "PATIENT", "ENCOUNTER", "PAPER");
        List<Subscribers.Subscriber> ways = people().list(administrator());
        assertEquals(
                List.of("webhook", "topic"), ways.stream().map(w -> w.channel()).toList());
        assertEquals(List.of(2L, 0L), ways.stream().map(w -> w.waiting()).toList());
        assertEquals("emr.changes", ways.getLast().address());
    }

    @Test
    void all_that_was_not_taken_is_told_again_at_once_by_those_who_may() throws Exception {
        List<String> changed = changes(house.tenant, "PATIENT", "PATIENT");
        server.answers = event -> 410;
        for (int step = 0; step < 6; step++) {
            call().step();
        }
        Subscribers people = people();
        Subscribers.Subscriber refusing = people.list(administrator()).getFirst();
        assertEquals(2, refusing.parked());
        assertEquals(410, refusing.answer());
        assertEquals(NOW, refusing.failingSince());
        Caller elsewhere = People.caller(Ids.next(), house.facility, "it.khac", Role.IT_ADMIN);
        Caller nurse = People.caller(house.tenant, house.facility, "dd.mau", Role.NURSE);
        assertEquals(Code.NOT_FOUND, refused(() -> people.tellAllAgain(elsewhere, subscriber.id)));
        assertEquals(Code.FORBIDDEN, refused(() -> people.tellAllAgain(nurse, subscriber.id)));
        server.answers = event -> 200;
        assertEquals(2, people.tellAllAgain(administrator(), subscriber.id));
        call().step();
        assertEquals(changed, server.taken());
        assertEquals(null, people.list(administrator()).getFirst().failingSince());
        assertEquals(1, house.count("audit_event where kind = 'PARKED_ACTION' and detail = 'tell all again'"));
        assertEquals(Code.NOT_FOUND, refused(() -> people.tellAllAgain(administrator(), subscriber.id)));
    }

    private static Code refused(Executable what) {
        return assertThrows(Refusal.class, what).code();
    }

    private Subscribers people() {
        AuditTrail trail = new AuditTrail(house.database);
        Access access = new Access(house.database, trail);
        return new Subscribers(house.database, access, new Decided(house.database, access, trail, clock));
    }

    private Caller administrator() {
        return People.caller(house.tenant, house.facility, "it.mau", Role.IT_ADMIN);
    }

    @Test
    void who_is_told_through_a_topic_too_is_told_everything_on_both_ways() throws Exception {
        ChangeReader topic = new ChangeReaders(house.database, outbox, clock).ofTopic(subscriber);
        topic.next();
        List<String> changed = changes(house.tenant, "PATIENT", "ENCOUNTER");
        ChangeReader.Next next = topic.next();
        topic.told(next.cursor(), null);
        call().step();
        assertEquals(changed, server.taken());
        assertEquals(
                changed,
                next.changes().stream().map(e -> e.data().id().toString()).toList());
    }

    @Test
    void settings_that_cannot_work_are_said_and_nothing_is_sent() {
        for (Map<String, String> wrong : List.of(
                Map.of("webhook-address", "http://his.example/hook", "webhook-secret", SECRET),
                Map.of("webhook-address", "https://u:p@his.example/hook", "webhook-secret", SECRET),
                Map.of("webhook-address", server.address(), "webhook-secret", "ngan"),
                Map.of("webhook-address", server.address(), "webhook-secret", "whsec_!!"),
                Map.of("webhook-address", server.address(), "webhook-secret", SECRET, "webhook-kinds", "chim"),
                Map.of("webhook-address", server.address(), "webhook-secret", SECRET, "webhook-tries", "0"))) {
            subscriber.settings = wrong;
            assertThrows(Refusal.class, () -> Webhook.of(subscriber));
        }
        subscriber.settings = Map.of("webhook-address", "http://his.example/hook", "webhook-secret", SECRET);
        subscriber.plainText = true;
        assertEquals("his.example", Webhook.of(subscriber).address().getHost());
    }

    private static String signature(Subscribed.Told told) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed =
                told.headers().get("webhook-id") + "." + told.headers().get("webhook-timestamp") + "." + told.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    /** Changes of some nouns, each of another patient; the ids of the nouns. */
    private List<String> changes(UUID tenant, String... kinds) {
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

    private Door door() {
        return doors.register("nghe", "Webhook", server.address());
    }

    private record Opened(WebhookCall call, WebhookQueue queueOf) {
        Instant step() throws InterruptedException {
            return call.step();
        }
    }

    private Opened call() {
        return call(subscriber);
    }

    private Opened call(Source source) {
        WebhookQueue queue =
                new WebhookQueue(house.database, new ChangeReaders(house.database, outbox, clock).ofWebhook(source));
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        return new Opened(new WebhookCall(source, Webhook.of(source), queue, http, door(), clock, () -> {}), queue);
    }
}
