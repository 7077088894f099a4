package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.record.RecordFolder.Act;

/** Numbers and days as each facility decided. */
class FolderRuleTest {
    private Foldering house;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
    }

    @Test
    void a_number_is_given_once_and_each_facility_counts_by_its_own_rule() {
        UUID other = house.hospital.facility("01002");
        house.hospital.database.update("""
                insert into folder_rule (facility_id, version, made_at, made_by, reason, complete_hours, close_hours, archive_prefix,
                                         archive_by_year, archive_digits, valid_from)
                values (?, 1, now(), ?, 'quy chế', 12, 24, 'LT-', false, 4, current_date - 1)
                """, other, house.clerk.id());
        assertEquals(List.of("LT-0001", "LT-0002"), List.of(house.number(other), house.number(other)));
        String first = house.number(house.hospital.facility);
        String second = house.number(house.hospital.facility);
        assertTrue(first.endsWith(".000001") && second.endsWith(".000002"), first + second);
    }

    @Test
    void the_days_of_the_facility_count_from_the_end_and_from_the_completion() {
        assertEquals(
                house.shown().ended().from().plus(Duration.ofHours(24)),
                house.shown().dueAt());
        assertFalse(house.shown().overdue());
        house.now = house.now.plus(Duration.ofHours(24));
        assertTrue(house.shown().overdue());
        house.completed();
        assertEquals(
                house.shown().completed().plus(Duration.ofHours(168)),
                house.shown().dueAt());
        assertFalse(house.shown().overdue());
        house.taken(Act.CLOSE);
        assertNull(house.shown().dueAt());
    }
}
