package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.organization.Source;

/** What waits for a writer has an end, and so has what one writer takes at once. */
class LanesTest {
    private final Lanes lanes = new Lanes();

    private static Task task(String number, int bytes) {
        Source source = new Source();
        source.id = Ids.next();
        Delivery delivery = Talk.message(source, number, "x".repeat(bytes), Talk.patient(number, 0, "Lê Thị Hoa"));
        return Task.of(delivery, Ids.next(), Instant.EPOCH, false, Task.SERVER, null, null);
    }

    @Test
    void a_full_queue_takes_nothing_more_and_a_batch_is_never_larger_than_its_limit() throws Exception {
        for (int i = 0; i < Lanes.LONGEST_QUEUE; i++) {
            assertTrue(lanes.offer(task("P" + i, i + 1 > 200 ? 1 : 1 + i)));
        }
        assertFalse(lanes.offer(task("one more", 1)));
        int taken = 0;
        while (lanes.depth() > 0) {
            List<Task> batch = lanes.take();
            assertTrue(batch.size() <= Lanes.LARGEST_BATCH, "a batch of " + batch.size());
            taken += batch.size();
            lanes.done(batch);
        }
        assertEquals(Lanes.LONGEST_QUEUE, taken);
    }

    @Test
    void large_messages_share_no_batch_beyond_its_bytes_and_one_that_is_larger_goes_alone() throws Exception {
        for (int i = 0; i < 6; i++) {
            lanes.offer(task("L" + i, (3 << 20) + i));
        }
        lanes.offer(task("huge", 20 << 20));
        for (int expected : new int[] {2, 2, 2, 1}) {
            List<Task> batch = lanes.take();
            assertEquals(expected, batch.size());
            lanes.done(batch);
        }
    }

    @Test
    void what_shares_a_person_with_a_batch_under_way_waits_and_nothing_passes_it() throws Exception {
        lanes.offer(task("A", 1));
        List<Task> first = lanes.take();
        Task behind = task("A", 2);
        lanes.offer(behind);
        lanes.offer(task("B", 3));
        List<Task> second = lanes.take();
        assertEquals(1, second.size(), "another person goes on");
        lanes.done(first);
        assertEquals(List.of(behind), lanes.take());
    }
}
