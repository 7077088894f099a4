package vn.emr.core.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Scope;
import vn.emr.core.intake.Sources;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Declared;

/** Subscribers whose ground is consent are told of nobody who did not agree, on every way they are told. */
class EgressTest extends Subscribing {
    private UUID account;

    @BeforeEach
    void onConsent() {
        house.settings(
                subscriber,
                Declared.consent(
                        "PATIENT_APP",
                        Map.of("webhook-address", server.address(), "webhook-secret", SECRET, "webhook-tries", "1")));
        account = Ids.next();
        house.database.update(
                "insert into account (id, tenant_id, username, display_name, password_hash, created_at) values (?, ?, ?, 'Cán bộ', '-', now())",
                account,
                house.tenant,
                "cb-" + account);
        house.database.update("""
                insert into consent_text (tenant_id, purpose, version, made_at, made_by, title, body, consequence, digest, offered)
                values (?, 'PATIENT_APP', 1, now(), ?, 'Ứng dụng', ?, 'Không gửi nữa.', ?, true)
                """, house.tenant, account, "Tôi đồng ý ".repeat(6), "a".repeat(64));
    }

    @Test
    void a_webhook_is_told_of_those_who_agree_and_goes_on_behind_the_others() throws Exception {
        List<String> changed = changes(house.tenant, "PATIENT", "ENCOUNTER", "PAPER");
        UUID consent = agrees(changed.get(1));
        call().step();
        assertEquals(List.of(changed.get(1)), server.taken());
        assertTrue(door().state().up());
        takesBack(consent);
        again(changed.get(1));
        call().step();
        assertEquals(1, server.told.size());
        assertEquals(3, withheld());
    }

    @Test
    void what_was_parked_is_not_told_again_after_the_consent_was_taken_back() throws Exception {
        List<String> changed = changes(house.tenant, "PATIENT");
        UUID consent = agrees(changed.getFirst());
        server.answers = event -> 400;
        call().step();
        int asked = server.told.size();
        takesBack(consent);
        server.answers = event -> 204;
        people().tellAgain(
                        administrator(),
                        people().parked(administrator()).getFirst().id());
        call().step();
        assertEquals(asked, server.told.size());
        assertEquals(
                "Người bệnh không đồng ý hoặc đã rút lại sự đồng ý",
                people().parked(administrator()).getFirst().trouble());
    }

    @Test
    void a_topic_and_a_system_that_asks_are_told_of_those_who_agree_only() {
        ChangeReader topic = new ChangeReaders(house.database, outbox, gate, clock).ofTopic(subscriber);
        topic.next();
        List<String> changed = changes(house.tenant, "PATIENT", "ENCOUNTER");
        agrees(changed.getLast());
        assertEquals(
                changed.subList(1, 2),
                topic.next().changes().stream()
                        .map(e -> e.data().id().toString())
                        .toList());
        assertEquals(
                changed.subList(1, 2),
                asking().after(key(), null, 10).events().stream()
                        .map(e -> e.data().id().toString())
                        .toList());
    }

    @Test
    void who_declares_nothing_is_told_nothing_on_any_way_and_the_door_says_why() {
        house.settings(subscriber, Map.of("webhook-address", server.address(), "webhook-secret", SECRET));
        changes(house.tenant, "PATIENT");
        assertEquals(
                Code.NOT_APPLICABLE, assertThrows(Refusal.class, this::call).code());
        assertEquals(
                Code.NOT_APPLICABLE,
                assertThrows(Refusal.class, () -> new ChangeReaders(house.database, outbox, gate, clock)
                                .ofTopic(subscriber))
                        .code());
        assertEquals(
                Code.NOT_APPLICABLE,
                assertThrows(Refusal.class, () -> asking().after(key(), null, 10))
                        .code());
        assertEquals(0, server.told.size());
        assertEquals(1, house.count("audit_event where kind = 'REFUSED' and object_kind = 'CHANGES'"));
        WebhookFeed feed = new WebhookFeed(
                house.database,
                new ChangeReaders(house.database, outbox, gate, clock),
                Sources.only(subscriber),
                doors,
                Clock.systemUTC());
        feed.tick();
        assertFalse(doors.register("bao-tin/" + subscriber.name, "Webhook", "x")
                .state()
                .up());
        feed.stop();
    }

    private Changes asking() {
        AuditTrail trail = new AuditTrail(house.database);
        return new Changes(outbox, Sources.only(subscriber), gate, new Access(house.database, trail), trail, clock);
    }

    private Caller key() {
        return Caller.source(
                subscriber.id,
                house.tenant,
                house.facility,
                subscriber.name,
                Ids.next(),
                Set.of(Scope.CHANGES_READ),
                "127.0.0.1",
                "r1");
    }

    private UUID agrees(String noun) {
        UUID id = Ids.next();
        house.database.update("""
                insert into consent (id, tenant_id, patient_id, purpose, text_version, given_by, channel, evidence, given_at,
                                     recorded_at, recorded_by)
                select ?, tenant_id, patient_id, 'PATIENT_APP', 1, 'PATIENT', 'ELECTRONIC', 'OTP', ?, ?, ?
                from outbox where noun_id = ?::uuid
                """, id, NOW, NOW, account, noun);
        return id;
    }

    private void takesBack(UUID consent) {
        house.database.update(
                "insert into consent_withdrawal (consent_id, withdrawn_at, withdrawn_by, recorded_at, recorded_by)"
                        + " values (?, ?, 'PATIENT', ?, ?)",
                consent,
                NOW,
                NOW,
                account);
    }

    /** Another change of the same person. */
    private void again(String noun) {
        house.database.update(
                "insert into outbox (id, tenant_id, patient_id, kind, noun_id, version, commit_id, at)"
                        + " select ?, tenant_id, patient_id, kind, noun_id, 2, commit_id, at from outbox where noun_id = ?::uuid",
                Ids.next(),
                noun);
    }

    private long withheld() {
        return house.database
                .first(
                        "select sum(withheld)::bigint as n from egress_withheld where source_id = ?",
                        row -> row.number("n"),
                        subscriber.id)
                .orElse(0L);
    }
}
