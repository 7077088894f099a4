package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormat.Place;

class MessageFileTest {
    @TempDir
    Path folder;

    private List<Message> items(String text, Place from) throws IOException {
        Path file = Files.write(folder.resolve("f"), text.getBytes(StandardCharsets.UTF_8));
        List<Message> all = new ArrayList<>();
        try (MessageFile messages = new MessageFile(Files.newInputStream(file), from)) {
            for (var next = messages.next(); next.isPresent(); next = messages.next()) {
                all.add(next.get());
            }
        }
        return all;
    }

    private List<String> texts(String text) throws IOException {
        return items(text, Place.START).stream()
                .map(item -> new String(item.bytes(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void any_line_end_and_any_framing_gives_the_same_messages() throws Exception {
        for (String end : List.of("\r", "\n", "\r\n")) {
            String one = "MSH|1" + end + "PID|Ánh" + end;
            assertEquals(List.of(one, "MSH|2" + end), texts(one + "MSH|2" + end));
            assertEquals(List.of(one, "MSH|2"), texts(one + "MSH|2"), "the last line needs no end");
            assertEquals(
                    List.of(one, "MSH|2" + end),
                    texts("FHS|^~\\&|X" + end + "BHS|^~\\&" + end + one + "MSH|2" + end + "BTS|2" + end + "FTS|1"
                            + end));
        }
        assertEquals(List.of("MSH|1\rPID|\r", "MSH|2\r"), texts("\u000bMSH|1\rPID|\r\u001c\r\u000bMSH|2\r\u001c\r\n"));
        assertEquals(List.of("\uFEFFMSH|1\r", "MSH|2\r"), texts("\uFEFFMSH|1\rMSH|2\r"));
        assertEquals(List.of(), texts("\r\n \n"));
    }

    @Test
    void what_belongs_to_no_message_is_a_message_that_will_be_refused() throws Exception {
        assertEquals(List.of("hello\nworld\n", "MSH|1\n"), texts("hello\nworld\nMSH|1\n"));
        assertEquals(List.of("MSHX|1"), texts("MSHX|1"));
    }

    @Test
    void reading_goes_on_after_any_message() throws Exception {
        String text = "\u000bMSH|1\rPID|\r\u001c\rMSH|2\nPV1\nBHS|x\rMSH|3\r\nMSH|4";
        List<Message> all = items(text, Place.START);
        assertEquals(4, all.size());
        for (int i = 0; i < all.size(); i++) {
            List<Message> rest = items(text, all.get(i).behind());
            assertEquals(all.size() - i - 1, rest.size());
            for (int k = 0; k < rest.size(); k++) {
                assertEquals(
                        new String(all.get(i + 1 + k).bytes(), StandardCharsets.UTF_8),
                        new String(rest.get(k).bytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void a_batch_that_says_another_count_than_it_holds_is_noticed() throws Exception {
        for (String count : List.of("2", "", "3")) {
            Path file = Files.writeString(folder.resolve("b"), "BHS|x\rMSH|1\rMSH|2\rBTS|" + count + "\r");
            try (MessageFile messages = new MessageFile(Files.newInputStream(file), Place.START)) {
                while (messages.next().isPresent()) {}
                assertEquals(count.equals("3") ? 1 : 0, messages.remarks().size(), count);
            }
        }
    }

    @Test
    void a_message_over_the_limit_is_cut_and_said_so_and_the_others_are_whole() throws Exception {
        String line = "OBX|" + "x".repeat(1_000_000) + "\r";
        List<Message> all = items("MSH|1\r" + line.repeat(34) + "MSH|2\rPID|\r", Place.START);
        assertEquals(2, all.size());
        assertEquals(Code.TOO_LARGE, all.get(0).refusal().code());
        assertTrue(all.get(0).bytes().length <= MessageFile.LONGEST_MESSAGE);
        assertNull(all.get(1).refusal());
        assertEquals("MSH|2\rPID|\r", new String(all.get(1).bytes(), StandardCharsets.UTF_8));
        all = items("MSH|1\r" + "OBX|" + "y".repeat(34_000_000) + "\rMSH|2\r", Place.START);
        assertEquals(
                List.of(true, false), all.stream().map(m -> m.refusal() != null).toList());
    }
}
