package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.OutcomeUnknown;

class NoticesDoorTest {
    private final List<Delivery> taken = new ArrayList<>();
    private final Doors doors = new Doors();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ExecutorService commits = Executors.newSingleThreadExecutor();
    private NoticesDoor door;

    @BeforeEach
    void open() throws Exception {
        camel.addRoutes(new NoticesRoute(this::receive, doors));
        camel.start();
        door = new NoticesDoor(new NoticeFileFormat(new NoticeTranslator()), new Handover(camel));
    }

    @AfterEach
    void close() {
        camel.stop();
        commits.shutdownNow();
    }

    /** Commits on another thread, as the real inbox does; the item's id says what shall become of it. */
    private CompletionStage<Outcome> receive(Delivery delivery) {
        taken.add(delivery);
        return CompletableFuture.supplyAsync(() -> outcome(delivery), commits);
    }

    private static Outcome outcome(Delivery delivery) {
        if (delivery.refusal() != null) {
            return new Outcome(
                    Outcome.Kind.REFUSED,
                    delivery.refusal().code(),
                    "safe",
                    delivery.refusal().fields(),
                    new UUID(1, 1),
                    null,
                    List.of());
        }
        return switch (delivery.controlId()) {
            case "unknown" -> throw new OutcomeUnknown();
            case "crowd" -> new Outcome(Outcome.Kind.FAILED, Code.OVERLOADED, "later", null, null, List.of());
            case "full" -> new Outcome(Outcome.Kind.FAILED, Code.TEMPORARY, "full", null, null, List.of());
            case "parked" ->
                new Outcome(Outcome.Kind.PARKED, Code.UNKNOWN_VISIT, "safe", new UUID(1, 2), null, List.of());
            default -> new Outcome(Outcome.Kind.APPLIED, null, null, new UUID(1, 3), null, List.of());
        };
    }

    @Test
    void each_item_gets_its_own_answer_in_its_place() throws IOException {
        var answered = send(
                "[" + item("a") + "," + item("parked") + ",{\"kind\":\"patient\",\"id\":\"c\"}," + item("d") + "]");
        assertEquals(207, answered.status());
        assertEquals(List.of("applied", "parked", "refused", "applied"), outcomes(answered));
        assertEquals(
                List.of(0, 1, 2, 3),
                answered.items().stream().map(NoticeAnswer::index).toList());
        assertEquals("/statedAt", answered.items().get(2).pointer());
        assertEquals("REQUIRED_FIELD_MISSING", answered.items().get(2).code());
        assertEquals("UNKNOWN_VISIT", answered.items().get(1).code());
        assertNull(answered.items().get(0).code());
    }

    @Test
    void a_thousand_items_reach_the_inbox_in_their_order_and_the_door_counts_them() throws IOException {
        String body = IntStream.range(0, 1000).mapToObj(i -> item("n" + i)).collect(Collectors.joining("\n"));
        var answered = door.take(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                body.length(),
                true,
                Hospital.source("*"),
                "10.0.0.1");
        assertEquals(1000, answered.items().size());
        assertEquals(
                IntStream.range(0, 1000).mapToObj(i -> "n" + i).toList(),
                taken.stream().map(Delivery::controlId).toList());
        assertEquals("10.0.0.1", taken.getFirst().peer());
        DoorState state = doors.states().getFirst();
        assertEquals(1000, state.received());
        assertTrue(state.up());
    }

    @Test
    void when_the_fate_of_a_commit_is_unknown_the_request_is_not_answered_as_kept() throws IOException {
        var answered = send("[" + item("a") + "," + item("unknown") + "]");
        assertEquals(503, answered.status());
        assertEquals(List.of("applied", "failed"), outcomes(answered));
        assertEquals(503, send("[" + item("full") + "]").status());
        assertEquals(207, send("[" + item("a") + "]").status());
    }

    @Test
    void when_too_many_wait_the_request_is_told_to_come_later() throws IOException {
        assertEquals(429, send("[" + item("a") + "," + item("crowd") + "]").status());
        assertEquals(503, send("[" + item("crowd") + "," + item("full") + "]").status());
    }

    @Test
    void a_broken_request_is_kept_as_a_refused_message_and_an_over_long_one_is_413() throws IOException {
        var broken = send("[" + item("a") + ",{\"kind\"");
        assertEquals(List.of("applied", "refused"), outcomes(broken));
        assertEquals(Code.UNREADABLE, taken.getLast().refusal().code());
        assertEquals("{\"kind\"", new String(taken.getLast().bytes(), StandardCharsets.UTF_8));
        var many = send("[" + (item("a") + ",").repeat(1000) + item("z") + "]");
        assertEquals(413, many.status());
        assertEquals("refused", many.items().getLast().outcome());
        assertEquals("TOO_LARGE", many.items().getLast().code());
        Refusal announced = assertThrows(
                Refusal.class,
                () -> door.take(
                        new ByteArrayInputStream(new byte[0]), 33L << 20, false, Hospital.source("*"), "10.0.0.1"));
        assertEquals(Code.TOO_LARGE, announced.code());
    }

    @Test
    void a_stopped_route_is_shown_down_and_answers_that_it_must_be_sent_again() throws Exception {
        camel.getRouteController().stopRoute("his-notices");
        assertFalse(doors.states().getFirst().up());
        assertEquals(503, send("[" + item("a") + "]").status());
        camel.getRouteController().startRoute("his-notices");
        assertTrue(doors.states().getFirst().up());
        assertEquals(207, send("[" + item("a") + "]").status());
    }

    private Handover.Answered send(String body) throws IOException {
        return door.take(
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                false,
                Hospital.source("*"),
                "10.0.0.1");
    }

    private static List<String> outcomes(Handover.Answered answered) {
        return answered.items().stream().map(NoticeAnswer::outcome).toList();
    }

    private static String item(String id) {
        return "{\"kind\":\"patient\",\"id\":\"" + id + "\",\"statedAt\":\"202411200800\","
                + "\"patient\":{\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"1\"}]}}";
    }
}
