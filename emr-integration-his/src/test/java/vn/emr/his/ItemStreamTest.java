package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.intake.FileFormat.Message;

class ItemStreamTest {
    @Test
    void an_array_gives_each_element_exactly_as_sent() throws IOException {
        assertEquals(
                List.of("{\"a\": \"x]},\\\"\" }", "{ }", "7", "[1,[2]]", "\"t\""),
                texts("\uFEFF [ {\"a\": \"x]},\\\"\" } ,{ },7\n,[1,[2]],\"t\" ] "));
        assertEquals(List.of(), texts("[ ]"));
        assertEquals(List.of("{\"a\":1}"), texts(" {\"a\":1}\n"));
    }

    @Test
    void a_bad_element_does_not_hide_the_ones_behind_it() throws IOException {
        assertEquals(List.of("{\"a\":tru}", "{\"b\":2}", "", "{\"c\":3}"), texts("[{\"a\":tru},{\"b\":2},,{\"c\":3}]"));
    }

    @Test
    void lines_are_items_and_empty_lines_are_none() throws IOException {
        List<Message> items = all(new ItemStream(bytes("{\"a\":1}\r\n\n  \n{\"b\":\"é\"}\n{bad"), true));
        assertEquals(
                List.of("{\"a\":1}", "{\"b\":\"é\"}", "{bad"),
                items.stream().map(ItemStreamTest::text).toList());
        assertNull(items.getLast().refusal());
    }

    @Test
    void a_request_that_breaks_off_ends_with_a_refused_item() throws IOException {
        List<Message> items = all(new ItemStream(bytes("[{\"a\":1},{\"b\":"), false));
        assertEquals(2, items.size());
        assertNull(items.getFirst().refusal());
        assertEquals(Code.UNREADABLE, items.getLast().refusal().code());
        assertEquals("{\"b\":", text(items.getLast()));
    }

    @Test
    void what_stands_behind_an_array_is_not_passed_over_in_silence() throws IOException {
        for (String body : List.of("[{}]{}", "[{}] \n [{}]", "[{}]]", "[{}];")) {
            List<Message> items = all(new ItemStream(bytes(body), false));
            assertEquals(2, items.size(), body);
            assertEquals("{}", text(items.get(0)));
            assertEquals(Code.UNREADABLE, items.get(1).refusal().code());
        }
        assertEquals(
                Code.UNREADABLE,
                all(ItemStream.ofFile(bytes("[]x"))).getFirst().refusal().code());
        assertEquals(List.of("{}"), texts("[{}] \r\n\t "));
        assertEquals(List.of(), texts(" [ ] \n"));
    }

    @Test
    void what_is_no_array_is_refused_at_once() throws IOException {
        List<Message> items = all(new ItemStream(bytes("<xml/>"), false));
        assertEquals(Code.UNREADABLE, items.getFirst().refusal().code());
        assertEquals(1, items.size());
        assertEquals(
                Code.UNREADABLE,
                all(new ItemStream(bytes(""), false)).getFirst().refusal().code());
    }

    @Test
    void a_thousand_items_are_taken_and_no_more() throws IOException {
        String thousand = "1,".repeat(999) + "1";
        assertEquals(
                1000, all(new ItemStream(bytes("[" + thousand + "]"), false)).size());
        List<Message> more = all(new ItemStream(bytes("[" + thousand + ",1,1]"), false));
        assertEquals(1001, more.size());
        assertEquals(Code.TOO_LARGE, more.getLast().refusal().code());
    }

    @Test
    void a_body_over_the_limit_stops_there_and_what_came_before_is_kept() throws IOException {
        List<Message> items = all(new ItemStream(bytes("[{\"a\":1},{\"b\":\"" + "x".repeat(100)), false, 50));
        assertEquals("{\"a\":1}", text(items.getFirst()));
        assertEquals(Code.TOO_LARGE, items.getLast().refusal().code());
        assertEquals(1, all(new ItemStream(bytes("[{\"a\":1}]"), false, 9)).size());
    }

    private static List<String> texts(String body) throws IOException {
        return all(new ItemStream(bytes(body), false)).stream()
                .map(ItemStreamTest::text)
                .toList();
    }

    private static String text(Message item) {
        return new String(item.bytes(), StandardCharsets.UTF_8);
    }

    /** Gives one byte at a time, as a slow socket does. */
    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
    }

    private static List<Message> all(ItemStream stream) throws IOException {
        List<Message> items = new ArrayList<>();
        for (Optional<Message> next = stream.next(); next.isPresent(); next = stream.next()) {
            items.add(next.get());
        }
        return items;
    }
}
