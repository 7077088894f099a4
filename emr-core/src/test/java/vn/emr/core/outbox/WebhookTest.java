package vn.emr.core.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.Declared;

/** Subscribers are told of every change, in order, at least once, and what one does not take holds up no other. */
class WebhookTest extends Subscribing {
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
        subscriber.settings = Declared.processor(Map.of(
                "webhook-address", server.address(), "webhook-secret", SECRET, "webhook-kinds", "encounter, paper"));
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
        WebhookCall call = call().call();
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
    void who_is_told_through_a_topic_too_is_told_everything_on_both_ways() throws Exception {
        ChangeReader topic = new ChangeReaders(house.database, outbox, gate, clock).ofTopic(subscriber);
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
                Map.of("webhook-address", "https://169.254.169.254/hook", "webhook-secret", SECRET),
                Map.of("webhook-address", "https://[fe80::1]/hook", "webhook-secret", SECRET),
                Map.of("webhook-address", "https://u:p@his.example/hook", "webhook-secret", SECRET),
                Map.of("webhook-address", "https://his.example/[hook", "webhook-secret", SECRET),
                Map.of("webhook-address", "https://máy_chủ/hook", "webhook-secret", SECRET),
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
}
