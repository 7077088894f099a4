package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;

/** Keys of requests on a real database. */
class KeyedRequestsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final House house = new House();
    private Source source;
    private KeyedRequests requests;
    private int judged;

    @BeforeEach
    void open() {
        source = house.addSource("HIS REST", "his-rest");
        requests = at(NOW);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void the_same_key_and_body_get_the_same_answer_and_nothing_is_judged_twice() throws IOException {
        var first = send("k", "[1]", 207);
        var again = send("k", "[1]", 207);
        assertFalse(first.replayed());
        assertTrue(again.replayed());
        assertEquals(207, again.status());
        assertArrayEquals(first.text(), again.text());
        assertEquals(1, judged);
        assertTrue(send("\"k\"", "[1]", 207).replayed(), "as a structured field");
        // Without a key, or with another one, it is another request.
        assertFalse(send(null, "[1]", 207).replayed());
        assertFalse(send("other", "[1]", 207).replayed());
        assertEquals(3, judged);
    }

    @Test
    void the_same_key_with_another_body_is_refused_even_when_only_the_end_differs() throws IOException {
        send("k", "[1]", 207);
        assertEquals(Code.KEY_REUSED, refused("k", "[2]"));
        assertEquals(Code.KEY_REUSED, refused("k", "[1] "));
        assertEquals(1, judged);
    }

    @Test
    void the_body_is_known_to_its_end_also_when_the_items_left_some_of_it() throws IOException {
        requests.answer(source, "k", body("[1]tail"), b -> {
            b.readNBytes(3);
            return new Handover.Answered(207, List.of());
        });
        assertTrue(send("k", "[1]tail", 207).replayed());
        assertEquals(Code.KEY_REUSED, refused("k", "[1]liat"));
    }

    @Test
    void a_key_under_way_is_refused_to_a_second_request_and_free_again_after_it() throws IOException {
        requests.answer(source, "k", body("[1]"), b -> {
            assertEquals(Code.UNDER_WAY, refused("k", "[1]"));
            assertEquals(207, send("another", "[1]", 207).status());
            return new Handover.Answered(503, List.of());
        });
        assertThrows(
                UncheckedIOException.class,
                () -> requests.answer(source, "k", body("[1]"), b -> {
                    throw new UncheckedIOException(new IOException("the connection is lost"));
                }));
        assertFalse(send("k", "[1]", 207).replayed());
    }

    @Test
    void an_answer_that_asks_to_send_again_is_not_kept() throws IOException {
        send("k", "[1]", 503);
        send("k", "[1]", 429);
        assertFalse(send("k", "[1]", 207).replayed());
        assertTrue(send("k", "[1]", 207).replayed());
        assertEquals(3, judged);
    }

    @Test
    void answers_outlive_the_server_for_a_day_and_belong_to_one_source() throws IOException {
        send("k", "[1]", 207);
        requests = at(NOW.plus(Duration.ofHours(23)));
        assertTrue(send("k", "[1]", 207).replayed());
        Source other = house.addSource("HIS khác", "his-rest");
        assertFalse(requests.answer(other, "k", body("[2]"), this::taken).replayed());
        requests = at(NOW.plus(Duration.ofHours(24)));
        assertFalse(send("k", "[3]", 207).replayed());
        assertEquals(2, house.count("request_answer"));
        RequestKeys later = new RequestKeys(house.database, clock(NOW.plus(Duration.ofHours(47))));
        assertEquals(1, later.forgetOld());
        assertEquals(1, house.count("request_answer"));
    }

    @Test
    void a_key_is_one_to_255_printable_characters() throws IOException {
        assertEquals(207, send("k".repeat(255), "[1]", 207).status());
        for (String wrong : List.of("", " ", "\"\"", "k".repeat(256), "khóa", "a\u0001b")) {
            assertEquals(Code.INVALID_REQUEST, refused(wrong, "[1]"), wrong);
        }
    }

    private KeyedRequests at(Instant time) {
        return new KeyedRequests(new RequestKeys(house.database, clock(time)), new ObjectMapper());
    }

    private static Clock clock(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private KeyedRequests.Keyed send(String key, String body, int status) throws IOException {
        return requests.answer(source, key, body(body), b -> new Handover.Answered(status, taken(b).items()));
    }

    private Handover.Answered taken(InputStream body) throws IOException {
        judged++;
        String all = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Handover.Answered(
                207, List.of(new NoticeAnswer(judged, "applied", null, null, all, null, List.of())));
    }

    private Code refused(String key, String body) {
        return assertThrows(Refusal.class, () -> send(key, body, 207)).code();
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
