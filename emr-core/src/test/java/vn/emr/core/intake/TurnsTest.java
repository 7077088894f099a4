package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;

/** A sender has so many messages under way and no more; the others wait in order and none is lost. */
class TurnsTest {
    private final Turns turns = new Turns();
    private final List<String> entered = new ArrayList<>();

    private static Source source(int inFlight) {
        Source source = new Source();
        source.id = Ids.next();
        source.inFlight = inFlight;
        return source;
    }

    private void take(Source source, String name) {
        turns.take(source, () -> entered.add(name));
    }

    @Test
    void what_is_over_the_cap_waits_in_order_and_another_sender_does_not() {
        Source flooding = source(2);
        Source healthy = source(2);
        for (int i = 1; i <= 5; i++) {
            take(flooding, "f" + i);
        }
        take(healthy, "h1");
        take(null, "unknown");
        assertEquals(List.of("f1", "f2", "h1", "unknown"), entered);
        turns.give(flooding);
        take(flooding, "f6");
        turns.give(flooding);
        turns.give(flooding);
        turns.give(flooding);
        assertEquals(List.of("f1", "f2", "h1", "unknown", "f3", "f4", "f5", "f6"), entered);
        turns.give(flooding);
        turns.give(flooding);
        take(flooding, "f7");
        take(flooding, "f8");
        take(flooding, "f9");
        assertEquals(List.of("f7", "f8"), entered.subList(8, entered.size()));
    }

    @Test
    void a_flood_of_one_sender_is_all_kept_while_another_is_answered_among_its_first() throws Exception {
        try (House house = new House()) {
            Inbox inbox = house.inbox(List.of());
            house.source.inFlight = 4;
            Source healthy = house.addSource("LIS khỏe", "lis");
            List<CompletionStage<Outcome>> flood = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                flood.add(
                        inbox.receive(Talk.message(house.source, "F" + i, Talk.patient("F" + i, 0, "Nguyễn Văn Lũ"))));
            }
            Outcome answered = inbox.receive(Talk.message(healthy, "H", Talk.patient("H1", 0, "Trần Thị Khỏe")))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertEquals(Outcome.Kind.APPLIED, answered.kind());
            long before = flood.stream()
                    .filter(stage -> stage.toCompletableFuture().isDone())
                    .count();
            assertTrue(before < 900, "the healthy sender waited for " + before + " of the flood");
            for (CompletionStage<Outcome> stage : flood) {
                assertEquals(
                        Outcome.Kind.APPLIED,
                        stage.toCompletableFuture().get(60, TimeUnit.SECONDS).kind());
            }
            assertEquals(1_001, house.count("inbound"));
            Traffic.Figures figures = house.traffic.of(house.source.id);
            assertEquals(1_000, figures.applied());
            assertEquals(0, figures.errorRate());
            assertTrue(figures.p50Millis() <= figures.p95Millis());
            assertEquals(1, house.traffic.of(healthy.id).applied());
            assertNull(house.traffic.of(Ids.next()).p50Millis());
        }
    }
}
