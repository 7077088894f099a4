package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path folder;

    /** A place that can be blocked. */
    private static final class Place implements Outside {
        final List<String> lines = new ArrayList<>();
        boolean blocked;

        @Override
        public String name() {
            return "syslog";
        }

        @Override
        public boolean wanted() {
            return true;
        }

        @Override
        public void tell(List<String> told) throws IOException {
            if (blocked) {
                throw new IOException("unreachable");
            }
            lines.addAll(told);
        }
    }

    private static final class Later extends Clock {
        Instant now = Instant.now();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void a_place_that_is_blocked_is_an_alarm_within_a_quarter_of_an_hour_and_is_told_all_in_order_later() {
        Sealed house = new Sealed(folder);
        Later clock = new Later();
        Place place = new Place();
        Checkpoints checkpoints = house.checkpoints(clock, place, house.file);
        place.blocked = true;
        for (int minutes = 0; minutes <= 15; minutes += 5) {
            house.lines(2);
            house.sealer.round();
            checkpoints.make();
            checkpoints.tell();
            clock.now = clock.now.plus(Duration.ofMinutes(5));
        }
        assertTrue(checkpoints.standing().troubles().contains("CHECKPOINT_SYSLOG"));
        assertFalse(checkpoints.standing().troubles().contains("CHECKPOINT_FILE"));
        assertEquals(4, read().size());
        place.blocked = false;
        checkpoints.tell();
        assertEquals(read(), place.lines);
        assertFalse(checkpoints.standing().troubles().contains("CHECKPOINT_SYSLOG"));
        checkpoints.tell();
        assertEquals(4, place.lines.size(), "nothing is told twice");
    }

    @Test
    void the_key_is_closed_to_others_kept_at_the_next_start_and_its_public_half_checks_a_line() throws IOException {
        Sealed house = new Sealed(folder);
        Checkpoint made = house.checkpoints(Clock.systemUTC()).make();
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/checkpoint.key"))));
        assertEquals(house.key.name(), new SigningKey(folder.toString()).name());
        Checkpoint read = Checkpoint.read("<109>1 2026-11-22T00:00:00Z h emr 1 checkpoint - " + made.line())
                .orElseThrow();
        assertTrue(read.signedBy(SigningKey.read(folder.resolve("keys/checkpoint.pub"))));
        assertFalse(read.signedBy(new SigningKey(folder.resolve("other").toString()).publicKey()));
    }

    @Test
    void a_line_cut_short_by_a_crash_is_passed_over() throws IOException {
        Sealed house = new Sealed(folder);
        Checkpoints checkpoints = house.checkpoints(Clock.systemUTC(), house.file);
        Checkpoint made = checkpoints.make();
        checkpoints.tell();
        Files.writeString(house.file.path(), made.line().substring(0, 80), java.nio.file.StandardOpenOption.APPEND);
        assertEquals(made.line(), house.file.last().orElseThrow().line());
    }

    @Test
    void a_file_that_cannot_be_read_says_nothing_and_does_not_keep_the_server_from_starting() throws IOException {
        Sealed house = new Sealed(folder);
        house.lines(2);
        house.sealer.round();
        Files.createDirectories(house.file.path());
        assertTrue(house.file.last().isEmpty());
        house.epochs.begin();
        house.lines(2);
        assertEquals(2, house.sealer.round(), "the chain goes on");
    }

    @Test
    void syslog_counts_bytes_and_names_facility_program_and_kind() throws IOException {
        byte[] frame = CheckpointSyslog.frame("emr-checkpoint v=1", Instant.parse("2026-11-22T01:02:03Z"));
        String text = new String(frame, StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        assertEquals(frame.length - blank - 1, Integer.parseInt(text.substring(0, blank)));
        assertTrue(
                text.substring(blank + 1)
                        .matches("<109>1 2026-11-22T01:02:03Z \\S+ emr \\d+ checkpoint - emr-checkpoint v=1"),
                text);
    }

    private List<String> read() {
        try {
            return Files.readAllLines(folder.resolve("checkpoints").resolve(CheckpointFile.NAME));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
