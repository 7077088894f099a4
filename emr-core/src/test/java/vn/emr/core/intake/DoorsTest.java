package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
