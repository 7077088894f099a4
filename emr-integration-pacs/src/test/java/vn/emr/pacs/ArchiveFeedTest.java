package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Outcome;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;

class ArchiveFeedTest {
    private final BlockingQueue<Delivery> taken = new LinkedBlockingQueue<>();
    private final Doors doors = new Doors();
    private volatile List<Source> configured = List.of();
    private final ArchiveFeed feed = new ArchiveFeed(
            new SourceList(this::configured),
            delivery -> {
                taken.add(delivery);
                return CompletableFuture.completedStage(
                        new Outcome(Outcome.Kind.APPLIED, null, null, new UUID(1, 1), null, List.of()));
            },
            doors,
            new StudyTranslator(),
            Clock.systemUTC());

    @AfterEach
    void close() {
        feed.stop();
    }

    @Test
    void the_timer_route_asks_an_archive_and_delivers_its_studies_with_their_source() throws Exception {
        try (StubArchive archive = new StubArchive();
                DefaultCamelContext camel = new DefaultCamelContext()) {
            archive.answers = StubArchive.studies(List.of("1.2"), 100);
            configured = List.of(source(1, archive.address()));
            camel.addRoutes(feed);
            camel.start();
            Delivery delivery = taken.poll(20, TimeUnit.SECONDS);
            assertEquals(new UUID(9, 1), delivery.source().id);
            assertEquals("pacs", delivery.door());
            assertEquals("dicom+json", delivery.format());
            assertEquals("pacs-feed", camel.getRoutes().getFirst().getRouteId());
        }
    }

    @Test
    void an_archive_that_hangs_holds_up_no_other() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (StubArchive hangs = new StubArchive();
                StubArchive answers = new StubArchive()) {
            hangs.answers = path -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new StubArchive.Answer(200, "[]");
            };
            answers.answers = StubArchive.studies(List.of("1.2"), 100);
            configured = List.of(source(1, hangs.address()), source(2, answers.address()));
            feed.tick();
            feed.tick();
            assertEquals(new UUID(9, 2), taken.poll(20, TimeUnit.SECONDS).source().id);
            assertTrue(hangs.asked.size() <= 1, "one look at a time");
            end.countDown();
        }
    }

    @Test
    void a_source_with_an_unusable_address_is_shown_down_and_a_removed_one_is_no_longer_shown() {
        configured = List.of(source(1, "not an address"));
        feed.tick();
        DoorState state = doors.states().getFirst();
        assertEquals("pacs/archive 1", state.name());
        assertFalse(state.up());
        assertTrue(state.lastError().contains("Địa chỉ"));
        configured = List.of();
        feed.tick();
        assertEquals(List.of(), doors.states());
    }

    @Test
    void sources_that_cannot_be_read_now_stop_nothing() {
        configured = null;
        feed.tick();
        configured = List.of(source(1, "not an address"));
        feed.tick();
        assertEquals(1, doors.states().size());
    }

    private List<Source> configured() {
        if (configured == null) {
            throw new IllegalStateException("no database");
        }
        return configured;
    }

    private static Source source(int number, String address) {
        Source source = Archives.source(address, Map.of());
        source.id = new UUID(9, number);
        source.name = "archive " + number;
        return source;
    }
}
