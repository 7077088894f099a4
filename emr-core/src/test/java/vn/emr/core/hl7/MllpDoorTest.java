package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames on real sockets: cut, glued, torn and padded as senders do it, each answered once and in order. */
class MllpDoorTest {
    private static final MllpSettings SETTINGS = MllpSettings.standard();

    /** Answers what it got, from another thread, as a store does after its commit. */
    private static final FrameReceiver ECHO = (frame, door, peer) -> CompletableFuture.supplyAsync(
            () -> ("got " + new String(frame, UTF_8)).getBytes(UTF_8), ForkJoinPool.commonPool());

    /** Answers at once, on the socket thread. */
    private static final FrameReceiver INSTANT = (frame, door, peer) ->
            CompletableFuture.completedFuture(("got " + new String(frame, UTF_8)).getBytes(UTF_8));

    private static byte[] frames(int count) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(MllpClient.frame("MSH|" + i));
        }
        return all.toByteArray();
    }

    private static void expectAnswers(MllpClient client, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertEquals("got MSH|" + i, client.answer());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 50, 2000})
    void frames_in_one_write_are_answered_one_by_one_in_order(int count) throws Exception {
        for (FrameReceiver receiver : new FrameReceiver[] {ECHO, INSTANT}) {
            try (var open = new OpenDoor(SETTINGS, receiver);
                    var client = open.connect()) {
                client.write(frames(count));
                expectAnswers(client, count);
                assertEquals(count, open.door.figures().frames());
                assertEquals(0, open.budget.heldBytes());
            }
        }
    }

    @Test
    void a_stream_split_at_every_byte_gives_the_same_answers() throws Exception {
        byte[] stream = ("\u000bMSH|một\rPID|1\u001c\r" + "\r\n" + "\u000bMSH|hai\u001c\r").getBytes(UTF_8);
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            for (int cut = 1; cut < stream.length; cut++) {
                client.write(java.util.Arrays.copyOf(stream, cut));
                client.write(java.util.Arrays.copyOfRange(stream, cut, stream.length));
                assertEquals("got MSH|một\rPID|1", client.answer());
                assertEquals("got MSH|hai", client.answer());
            }
            for (byte b : stream) {
                client.write(new byte[] {b});
            }
            assertEquals("got MSH|một\rPID|1", client.answer());
            assertEquals("got MSH|hai", client.answer());
        }
    }

    @Test
    void end_bytes_in_segments_of_their_own_are_one_end() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            client.write("\u000bMSH|1")
                    .write("\u001c")
                    .write("\r")
                    .write("\u000bMSH|2")
                    .write("\u001c\r");
            assertEquals("got MSH|1", client.answer());
            assertEquals("got MSH|2", client.answer());
            assertEquals(2, open.door.figures().frames());
        }
    }

    @Test
    void junk_between_frames_is_skipped_and_not_answered() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            client.write(
                    "\r\n\0\0hello\u001c\r\u000bMSH|1\u001c\r\n\0\r\n  xyz \u000bMSH|2\u001c\n\u000bMSH|3\u001c\0\0\u000bMSH|4\u001c\r");
            for (int i = 1; i <= 4; i++) {
                assertEquals("got MSH|" + i, client.answer());
            }
            assertEquals(4, open.door.figures().frames());
        }
    }

    @Test
    void a_missing_carriage_return_is_answered_by_the_next_frame_or_a_short_wait() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            client.write("\u000bMSH|1\u001c\u000bMSH|2\u001c");
            assertEquals("got MSH|1", client.answer());
            assertEquals("got MSH|2", client.answer());
            client.write("\r\u000bMSH|3\u001c\r");
            assertEquals("got MSH|3", client.answer());
        }
    }

    @Test
    void a_missing_start_byte_before_MSH_is_forgiven() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            client.write("MSH|1\u001c\rMS").write("H|2\u001c\r\u000b\u000bMSH|3\u001c\r");
            for (int i = 1; i <= 3; i++) {
                assertEquals("got MSH|" + i, client.answer());
            }
        }
    }

    @Test
    void stray_VT_and_FS_inside_are_data_but_VT_MSH_starts_the_message_again() throws Exception {
        FrameReceiver visible = (frame, door, peer) -> CompletableFuture.completedFuture(new String(frame, UTF_8)
                .replace('\u000b', '<')
                .replace('\u001c', '>')
                .getBytes(UTF_8));
        try (var open = new OpenDoor(SETTINGS, visible);
                var client = open.connect()) {
            client.write("\u000bMSH|a\u000bb\u001cc\u001c\r");
            assertEquals("MSH|a<b>c", client.answer());
            client.write("\u000bMSH|1|first patient\u000bMSH|2|second patient\u001c\r");
            assertEquals("MSH|2|second patient", client.answer());
        }
    }

    @Test
    void two_interleaved_connections_do_not_mix() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var one = open.connect();
                var two = open.connect()) {
            for (int i = 0; i < 100; i++) {
                one.write("\u000bMSH|one");
                two.write("\u000bMSH|two");
                one.write(" " + i + "\u001c\r\u000bMSH|one again");
                two.write(" " + i + "\u001c\r");
                one.write("\u001c\r");
                assertEquals("got MSH|two " + i, two.answer());
                assertEquals("got MSH|one " + i, one.answer());
                assertEquals("got MSH|one again", one.answer());
            }
        }
    }

    @Test
    void an_empty_frame_is_a_message_too() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            client.write("\u000b\u001c\r");
            assertEquals("got ", client.answer());
        }
    }

    @Test
    void a_sender_that_closes_its_side_still_gets_all_answers() throws Exception {
        try (var open = new OpenDoor(SETTINGS, ECHO);
                var client = open.connect()) {
            client.write(frames(20)).write("\u000bMSH|20\u001c");
            client.endOutput();
            expectAnswers(client, 21);
            assertNull(client.answer());
        }
    }

    @Test
    void a_receiver_that_fails_costs_only_its_own_connection() throws Exception {
        FrameReceiver receiver = (frame, door, peer) -> switch (new String(frame, UTF_8)) {
            case "MSH|throws" -> throw new IllegalStateException("secret");
            case "MSH|null" -> null;
            case "MSH|null later" -> CompletableFuture.completedFuture(null);
            case "MSH|fails" -> CompletableFuture.failedFuture(new java.io.IOException("secret"));
            case "MSH|error" -> throw new StackOverflowError();
            default -> CompletableFuture.completedFuture(frame);
        };
        try (var open = new OpenDoor(SETTINGS, receiver)) {
            for (String bad : new String[] {"throws", "null", "null later", "fails", "error"}) {
                try (var client = open.connect()) {
                    client.write(MllpClient.frame("MSH|good"));
                    assertEquals("MSH|good", client.answer());
                    client.write(MllpClient.frame("MSH|" + bad));
                    assertNull(client.answer(), bad);
                }
            }
            try (var client = open.connect()) {
                client.write(MllpClient.frame("MSH|good"));
                assertEquals("MSH|good", client.answer());
            }
            assertEquals(0, open.budget.heldBytes());
            assertEquals(11, open.door.figures().frames());
            assertEquals(6, open.door.figures().answers());
            assertTrue(open.door.figures().lastFault() == DoorFault.RECEIVER_FAILED);
        }
    }
}
