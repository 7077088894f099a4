package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that is written again and again under one name, on a real disk; what takes the messages in is a list. */
class HandoffTest extends FolderHereOnDisk {
    private static final String NAME = "xquang.txt";
    private DropFolder drop;

    @BeforeEach
    void restart() {
        drop = drop(NAME, taking);
    }

    private void put(String name, String text, Instant written) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(written));
    }

    private void write(String text) throws IOException {
        put(NAME, text, now.get());
    }

    /** Looks, some seconds later. */
    private void look() throws IOException {
        now.set(now.get().plusSeconds(2));
        drop.look(() -> false);
    }

    private void lookAWhile() throws IOException {
        for (int i = 0; i < 4; i++) {
            look();
        }
    }

    @Test
    void what_it_says_is_taken_once_under_a_dated_name_and_it_stays() throws Exception {
        write("MSH|1\r");
        lookAWhile();
        lookAWhile();
        assertEquals(List.of("MSH|1"), taken);
        assertEquals(List.of("done", "failed", "handoff", "working", NAME), names("."));
        assertEquals(List.of("20261120-100006-000-" + NAME, "20261120-100006-000-" + NAME + ".ack"), names("done"));
        assertEquals("AA MSH|1\r", Files.readString(folder.resolve("done/20261120-100006-000-" + NAME + ".ack")));
    }

    @Test
    void each_writing_is_taken_also_when_it_says_what_was_said_before() throws Exception {
        for (String text : List.of("MSH|1\r", "MSH|2\r", "MSH|1\r", "MSH|1\r")) {
            write(text);
            lookAWhile();
        }
        assertEquals(List.of("MSH|1", "MSH|2", "MSH|1", "MSH|1"), taken, "the time it was written is another");
        Instant written = Files.getLastModifiedTime(folder.resolve(NAME)).toInstant();
        put(NAME, "MSH|1\r", written);
        lookAWhile();
        assertEquals(4, taken.size(), "the same bytes of the same time are not news");
        put(NAME, "MSH|5\r", written);
        lookAWhile();
        assertEquals("MSH|5", taken.getLast(), "other bytes are news, whatever the time says");
    }

    @Test
    void a_restart_forgets_nothing_and_a_memory_that_is_lost_takes_it_once_more() throws Exception {
        write("MSH|1\r");
        lookAWhile();
        restart();
        lookAWhile();
        assertEquals(List.of("MSH|1"), taken);
        Files.delete(folder.resolve("handoff/last"));
        lookAWhile();
        assertEquals(List.of("MSH|1", "MSH|1"), taken);
    }

    @Test
    void what_is_overwritten_between_looks_is_taken_when_it_lies_quietly() throws Exception {
        write("MSH|1\r");
        look();
        write("MSH|2");
        look();
        Files.writeString(folder.resolve(NAME), "MSH|2\rPID|\r");
        Files.setLastModifiedTime(folder.resolve(NAME), FileTime.from(now.get()));
        look();
        assertEquals(List.of(), taken);
        lookAWhile();
        assertEquals(List.of("MSH|2\rPID|"), taken);
    }

    @Test
    void what_is_overwritten_while_it_is_copied_is_copied_again() throws Exception {
        Handoff handoff = new Handoff(NAME, folder, now::get);
        Files.createDirectories(folder.resolve("working"));
        write("MSH|1\r");
        FolderHere here = new FolderHere(folder);
        boolean[] writes = {true};
        Handoff.Place busy = new Handoff.Place() {
            @Override
            public Handoff.Looks looks(String name) throws IOException {
                return here.looks(name);
            }

            @Override
            public void copy(String name, Path to) throws IOException {
                here.copy(name, to);
                if (writes[0]) {
                    write("MSH|2\rPID|\r");
                    writes[0] = false;
                }
            }

            @Override
            public void take(Path copy, String as) throws IOException {
                here.take(copy, as);
            }
        };
        for (int i = 0; i < 6; i++) {
            now.set(now.get().plusSeconds(2));
            handoff.look(busy);
        }
        List<String> working = names("working");
        assertEquals(1, working.size());
        assertEquals("MSH|2\rPID|\r", Files.readString(folder.resolve("working").resolve(working.getFirst())));
    }

    @Test
    void an_empty_one_says_nothing_a_bad_one_fails_and_it_may_go_and_come() throws Exception {
        write("");
        lookAWhile();
        assertEquals(List.of(), names("failed"));
        write("nothing known");
        lookAWhile();
        assertEquals(2, names("failed").size());
        Files.delete(folder.resolve(NAME));
        lookAWhile();
        write("{1\n");
        lookAWhile();
        assertEquals(List.of("{1"), taken);
        assertTrue(names("done").getLast().endsWith("xquang.txt.result.ndjson"));
    }

    @Test
    void other_files_of_the_folder_are_claimed_as_ever_and_a_link_of_that_name_is_not_followed() throws Exception {
        Files.createSymbolicLink(folder.resolve(NAME), Path.of("/etc/hostname"));
        put("x.hl7", "MSH|x\r", now.get());
        lookAWhile();
        assertEquals(List.of("MSH|x"), taken);
        assertFalse(Files.exists(folder.resolve("x.hl7")));
        assertEquals(List.of("x.hl7", "x.hl7.ack"), names("done"));
    }

    @Test
    void a_large_one_is_copied_again_when_its_size_or_time_is_another() throws Exception {
        write("MSH|1\r" + "OBX|1\r".repeat(200_000));
        lookAWhile();
        lookAWhile();
        assertEquals(1, taken.size());
        write("MSH|1\r" + "OBX|1\r".repeat(200_000));
        lookAWhile();
        assertEquals(2, taken.size());
    }
}
