package vn.emr.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.emr.core.access.Hospital;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.store.ServerClock.Trouble;

class ServerClockTest {
    private final Hospital hospital = new Hospital();

    @Test
    void a_right_clock_has_no_trouble_and_neither_has_one_that_is_off_by_less_than_a_second() {
        assertEquals(List.of(), looked(Duration.ZERO, null).standing().troubles());
        assertEquals(List.of(), looked(Duration.ofMillis(-600), null).standing().troubles());
        assertNull(looked(Duration.ZERO, null).standing().offMillis());
    }

    @Test
    void a_clock_that_is_not_the_databases_is_told_until_it_is_right() {
        ServerClock wrong = looked(Duration.ofSeconds(5), null);
        assertEquals(List.of(Trouble.DATABASE), wrong.standing().troubles());
        assertEquals(
                List.of(Trouble.DATABASE),
                looked(Duration.ofSeconds(-5), null).standing().troubles());
    }

    @Test
    void a_line_of_the_trace_that_lies_ahead_shows_that_the_clock_was_set_back() {
        traced(Instant.now());
        assertEquals(List.of(), looked(Duration.ZERO, null).standing().troubles());
        traced(Instant.now().plusSeconds(90));
        assertEquals(
                List.of(Trouble.SET_BACK),
                looked(Duration.ZERO, null).standing().troubles());
    }

    @Test
    void the_time_server_of_the_hospital_is_asked_and_its_time_counts() throws IOException {
        try (TimeServer right = new TimeServer(Duration.ZERO, 2);
                TimeServer ahead = new TimeServer(Duration.ofSeconds(30), 2)) {
            ServerClock.Standing good = looked(Duration.ZERO, right.address()).standing();
            assertEquals(List.of(), good.troubles());
            assertTrue(Math.abs(good.offMillis()) < 1000, "off by " + good.offMillis());
            ServerClock.Standing bad = looked(Duration.ZERO, ahead.address()).standing();
            assertEquals(List.of(Trouble.TIME_SERVER), bad.troubles());
            assertTrue(Math.abs(bad.offMillis() - 30_000) < 1000, "off by " + bad.offMillis());
        }
    }

    @Test
    void a_time_server_that_has_no_time_or_does_not_answer_is_told_too() throws IOException {
        String gone;
        try (TimeServer lost = new TimeServer(Duration.ZERO, 16);
                TimeServer refusing = new TimeServer(Duration.ZERO, 0)) {
            gone = lost.address();
            assertEquals(
                    List.of(Trouble.TIME_SERVER_SILENT),
                    looked(Duration.ZERO, lost.address()).standing().troubles());
            assertEquals(
                    List.of(Trouble.TIME_SERVER_SILENT),
                    looked(Duration.ZERO, refusing.address()).standing().troubles());
        }
        ServerClock.Standing silent = looked(Duration.ZERO, gone).standing();
        assertEquals(List.of(Trouble.TIME_SERVER_SILENT), silent.troubles());
        assertNull(silent.offMillis());
    }

    private ServerClock looked(Duration off, String server) {
        ServerClock clock =
                new ServerClock(hospital.database, Clock.offset(Clock.systemUTC(), off), Optional.ofNullable(server));
        clock.look();
        return clock;
    }

    private void traced(Instant at) {
        hospital.database.run(t -> new AuditTrail(hospital.database)
                .append(
                        t,
                        AuditEvent.ofHouse(
                                at, hospital.tenant, AuditEvent.Kind.START, AuditEvent.Actor.SYSTEM, "SERVER", null)));
    }

    /** Answers as RFC 5905 says, with a time of its own. */
    private static final class TimeServer implements AutoCloseable {
        private static final long SECONDS_OF_1900 = 2_208_988_800L;
        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

        TimeServer(Duration ahead, int stratum) throws IOException {
            Thread.ofVirtual().start(() -> {
                byte[] asked = new byte[48];
                DatagramPacket packet = new DatagramPacket(asked, asked.length);
                try {
                    while (true) {
                        socket.receive(packet);
                        ByteBuffer answer = ByteBuffer.allocate(48);
                        answer.put((byte) 0x24)
                                .put((byte) stratum)
                                .put((byte) 6)
                                .put((byte) -20);
                        long now = stamp(Instant.now().plus(ahead));
                        answer.putLong(16, now);
                        System.arraycopy(asked, 40, answer.array(), 24, 8);
                        answer.putLong(32, now);
                        answer.putLong(40, now);
                        socket.send(new DatagramPacket(answer.array(), 48, packet.getSocketAddress()));
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
        }

        String address() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        private static long stamp(Instant at) {
            long fraction = ((long) at.getNano() << 32) / 1_000_000_000L;
            return (at.getEpochSecond() + SECONDS_OF_1900) << 32 | fraction;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
