package vn.emr.core.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** People see how each subscriber takes its events, and have those told again that it did not take. */
class SubscribersTest extends Subscribing {
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
}
