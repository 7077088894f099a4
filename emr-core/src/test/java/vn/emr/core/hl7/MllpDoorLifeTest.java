package vn.emr.core.hl7;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A door opens, is watched, closes, opens again, and says so when it cannot. */
class MllpDoorLifeTest {
    private static final FrameReceiver ECHO = (frame, door, peer) ->
            CompletableFuture.completedFuture(("got " + new String(frame, UTF_8)).getBytes(UTF_8));

    private static MllpDoor door(int port, FrameReceiver receiver, DoorWatch watch) {
        return new MllpDoor(
                "LIS",
                "127.0.0.1",
                port,
                MllpSettings.standard(),
                null,
                FrameBudget.standard(),
                receiver,
                InstantSource.system(),
                watch);
    }

    @Test
    void a_taken_port_is_one_clear_sentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var camel = new DefaultCamelContext()) {
            camel.start();
            var door = door(taken.getLocalPort(), ECHO, DoorWatch.NOBODY);
            var refused = assertThrows(DoorUnusable.class, () -> door.open(camel));
            assertTrue(refused.getMessage()
                    .startsWith("The door LIS cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": the port is in use"));
            assertNull(door.figures().upSince());
        }
    }

    @Test
    void a_door_can_close_and_open_again() throws Exception {
        try (var camel = new DefaultCamelContext()) {
            camel.start();
            var door = door(0, ECHO, DoorWatch.NOBODY);
            for (int i = 0; i < 2; i++) {
                door.open(camel);
                try (var client = new MllpClient(door.port())) {
                    assertTrue(door.figures().isOpen());
                    client.write(MllpClient.frame("MSH|1"));
                    assertEquals("got MSH|1", client.answer());
                    door.close();
                    assertNull(client.answer());
                    assertEquals(0, door.figures().connections());
                }
            }
        }
    }

    @Test
    void whoever_watches_a_door_is_told_what_happens() throws Exception {
        var seen = new java.util.concurrent.LinkedBlockingQueue<String>();
        DoorWatch watch = new DoorWatch() {
            @Override
            public void up() {
                seen.add("up");
            }

            @Override
            public void down() {
                seen.add("down");
            }

            @Override
            public void connections(int change) {
                seen.add("connections " + change);
            }

            @Override
            public void received() {
                seen.add("received");
            }

            @Override
            public void failed(DoorFault fault) {
                seen.add(fault.name());
            }
        };
        FrameReceiver nothing = (frame, door, peer) -> null;
        try (var camel = new DefaultCamelContext()) {
            camel.start();
            var door = door(0, nothing, watch);
            door.open(camel);
            try (var client = new MllpClient(door.port())) {
                client.write(MllpClient.frame("MSH|1"));
                assertNull(client.answer());
            }
            for (String expected : new String[] {"up", "connections 1", "received", "NO_ANSWER", "connections -1"}) {
                assertEquals(expected, seen.poll(10, java.util.concurrent.TimeUnit.SECONDS));
            }
            door.close();
            assertEquals("down", seen.poll());
        }
    }
}
