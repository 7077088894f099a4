package vn.emr.core.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.folder.SavedFilters.Filter;
import vn.emr.core.folder.SavedFilters.Question;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.testing.Role;

/** What people ask the list by, kept under names of their own. */
class SavedFiltersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    private Foldering house;
    private SavedFilters filters;
    private Caller clerk;
    private Caller other;

    @BeforeEach
    void open(@TempDir Path blobs) {
        house = new Foldering(blobs);
        filters = new SavedFilters(house.hospital.database, house.clock);
        clerk = house.clerk;
        other = house.hospital.caller(house.hospital.account("luutru2", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    }

    private static Filter filter(String name, Integer days, String diagnosis) {
        return new Filter(
                name,
                new Question(
                        State.COMPLETED, null, "BS. Mẫu", days, DAY, DAY.plusDays(1), diagnosis, true, null, null));
    }

    @Test
    void a_filter_is_found_under_its_name_by_who_saved_it_and_by_nobody_else() {
        filters.save(clerk, filter(" Quá hạn của tôi ", null, "i1"));
        Filter kept = filters.of(clerk).getFirst();
        assertEquals("Quá hạn của tôi", kept.name());
        assertEquals(
                new Question(State.COMPLETED, null, "BS. Mẫu", null, DAY, DAY.plusDays(1), "I1", true, null, null),
                kept.asked());
        assertEquals(List.of(), filters.of(other));
        assertEquals(List.of(), filters.drop(other, new Filter("Quá hạn của tôi", null)));
        assertEquals(1, filters.of(clerk).size(), "what another person drops is that person's own");
        assertEquals(List.of(), filters.drop(clerk, new Filter("Quá hạn của tôi", null)));
    }

    @Test
    void saved_again_it_takes_the_place_of_the_one_that_had_its_name() {
        filters.save(clerk, filter("Của tôi", null, null));
        List<Filter> all = filters.save(clerk, filter("Của tôi", 7, null));
        assertEquals(1, all.size());
        assertEquals(7, all.getFirst().asked().days());
        assertEquals(null, all.getFirst().asked().from(), "the last days have no first day");
    }

    @Test
    void what_is_no_filter_is_refused_at_its_place() {
        refused("/name", filter(" ", null, null));
        refused("/name", filter("x".repeat(61), null, null));
        refused("/name", filter("a\0b", null, null));
        refused("/asked/days", filter("a", 0, null));
        refused("/asked/days", filter("a", 4_000, null));
        refused("/asked/diagnosis", filter("a", null, "!"));
        refused("/asked", new Filter("a", null));
        refused(
                "/asked/doctor",
                new Filter("a", new Question(null, null, "x".repeat(101), null, null, null, null, null, null, null)));
        refused(
                "/asked/from",
                new Filter(
                        "a",
                        new Question(null, null, null, null, LocalDate.of(1, 1, 1), null, null, null, null, null)));
    }

    @Test
    void thirty_are_kept_and_the_next_one_is_refused_and_none_is_lost() {
        IntStream.range(0, SavedFilters.MOST).forEach(i -> filters.save(clerk, filter("F" + i, 1, null)));
        Refusal refusal = assertThrows(Refusal.class, () -> filters.save(clerk, filter("F-more", 1, null)));
        assertEquals(Code.NOT_APPLICABLE, refusal.code());
        assertEquals(SavedFilters.MOST, filters.of(clerk).size());
    }

    private void refused(String field, Filter filter) {
        assertEquals(
                List.of(field),
                assertThrows(Refusal.class, () -> filters.save(clerk, filter)).fields());
    }
}
