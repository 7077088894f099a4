package vn.emr.core.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Ids;

/** The trace of a time is compared with its seals; what was done to it is found. */
class WindowCheckTest {
    @TempDir
    Path folder;

    private Sealed house;
    private final Instant began = Instant.now();

    @BeforeEach
    void lines_in_several_seals() {
        house = new Sealed(folder);
        for (int i = 0; i < 4; i++) {
            house.lines(15);
            house.sealer.round();
        }
    }

    /** Some time later, so that nothing is too young to be sealed. */
    private Verification.Result check() {
        return new WindowCheck(house.database)
                .run(
                        began.minusSeconds(1),
                        Instant.now().plusSeconds(1),
                        Instant.now().plus(Duration.ofHours(1)));
    }

    @Test
    void an_untouched_time_is_whole_and_a_time_without_lines_too() {
        assertTrue(check().whole(), () -> check().findings().toString());
        assertTrue(check().numbers() >= 60);
        assertEquals(
                0,
                new WindowCheck(house.database)
                        .run(began.minusSeconds(90_000), began.minusSeconds(80_000), began)
                        .numbers());
    }

    @Test
    void a_changed_and_a_deleted_line_are_found_by_their_number() {
        house.hospital.asOwner("update audit_event set detail = 'khác' where id = '" + house.at(20) + "'");
        assertEquals(20, check().firstBad());
        house.hospital.asOwner("delete from audit_event where id = '" + house.at(12) + "'");
        assertEquals(12, check().firstBad());
    }

    @Test
    void a_line_put_in_behind_the_seal_is_found() {
        Instant within = began.plus(Duration.ofMillis(1));
        house.trail.append(List.of(house.line(Ids.first(within), within)));
        assertTrue(check().findings().stream().anyMatch(f -> f.what().contains("behind the seal")));
    }

    @Test
    void a_seal_made_anew_does_not_fit_into_the_chain() {
        house.hospital.asOwner(
                "update seal set hash = sha256('x') where last_number = (select max(last_number) from seal where last_number < 40)");
        assertFalse(check().whole());
    }
}
