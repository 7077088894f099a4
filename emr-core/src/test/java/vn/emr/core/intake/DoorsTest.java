package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DoorsTest {
    @Test
    void a_door_is_down_until_it_says_it_is_up_and_counts_what_it_takes() {
        Door door = new Doors().register("lis", "MLLP", "127.0.0.1:2576");
        assertFalse(door.state().up());
        assertNull(door.state().lastReceivedAt());
        assertTrue(door.up());
        assertFalse(door.up(), "no change the second time");
        door.received();
        door.connections(1);
        door.connections(-1);
        door.connections(-1);
        assertEquals(1, door.state().received());
        assertEquals(0, door.state().connections());
        assertTrue(door.state().up());
    }

    @Test
    void the_last_error_stays_readable_after_the_door_is_up_again() {
        Door door = new Doors().register("pacs/A", "DICOMweb", "http://127.0.0.1:8042/dicom-web");
        assertFalse(door.down("connection refused"), "it was down from the start");
        assertTrue(door.up());
        assertEquals("connection refused", door.state().lastError());
        assertTrue(door.down(null));
        assertEquals("connection refused", door.state().lastError());
    }

    @Test
    void the_time_of_a_trouble_is_that_of_its_last_meeting_and_an_ordinary_stop_is_none() {
        Instant begun = Instant.parse("2026-11-22T01:00:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(begun);
        InstantSource clock = now::get;
        Door door = new Door("pacs/A", "DICOMweb", "http://one/", clock.withZone(ZoneOffset.UTC));
        assertNull(door.state().lastErrorAt());
        for (int i = 1; i <= 2; i++) {
            now.set(begun.plusSeconds(i));
            door.failed("connection refused");
        }
        now.set(begun.plusSeconds(3));
        door.down(null);
        assertEquals(begun.plusSeconds(2), door.state().lastErrorAt());
    }

    @Test
    void the_same_name_is_the_same_door_until_its_address_changes() {
        Doors doors = new Doors();
        Door first = doors.register("pacs/A", "DICOMweb", "http://one/");
        assertSame(first, doors.register("pacs/A", "DICOMweb", "http://one/"));
        assertNotSame(first, doors.register("pacs/A", "DICOMweb", "http://two/"));
        assertEquals(1, doors.states().size());
        doors.forget("pacs/A");
        assertEquals(0, doors.states().size());
    }
}
