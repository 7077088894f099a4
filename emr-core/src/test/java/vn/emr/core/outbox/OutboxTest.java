package vn.emr.core.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.testing.House;

class OutboxTest {
    private static final String INSERT =
            "insert into outbox (id, tenant_id, patient_id, kind, noun_id, version, commit_id, at) values (?, ?, ?, 'PATIENT', ?, 1, ?, now())";

    @Test
    void a_cursor_never_passes_a_change_that_commits_late() {
        try (House house = new House()) {
            Outbox outbox = new Outbox(house.database);
            UUID late = Ids.next();
            UUID early = Ids.next();
            house.database.run(slow -> {
                slow.update(INSERT, late, house.tenant, Ids.next(), Ids.next(), Ids.next());
                house.database.update(INSERT, early, house.tenant, Ids.next(), Ids.next(), Ids.next());
                // The later transaction has committed, the earlier one has not: the reader must wait.
                assertEquals(List.of(), ids(outbox.after(Outbox.Cursor.START, 10)));
            });
            List<Outbox.Change> all = outbox.after(Outbox.Cursor.START, 10);
            assertEquals(List.of(late, early), ids(all));
            assertEquals(List.of(early), ids(outbox.after(all.getFirst().cursor(), 10)));
            assertEquals(List.of(), ids(outbox.after(all.getLast().cursor(), 10)));
        }
    }

    @Test
    void transactions_are_read_in_the_order_of_their_numbers_not_of_their_digits() {
        try (House house = new House()) {
            Outbox outbox = new Outbox(house.database);
            List<UUID> all = List.of(Ids.next(), Ids.next(), Ids.next(), Ids.next());
            List<String> transactions = List.of("9", "10", "99", "100");
            for (int i = 0; i < all.size(); i++) {
                house.database.update(
                        "insert into outbox (id, txid, tenant_id, patient_id, kind, noun_id, version, commit_id, at)"
                                + " values (?, ?::xid8, ?, ?, 'PATIENT', ?, 1, ?, now())",
                        all.get(i),
                        transactions.get(i),
                        house.tenant,
                        Ids.next(),
                        Ids.next(),
                        Ids.next());
            }
            List<UUID> read = new java.util.ArrayList<>();
            for (var page = outbox.after(Outbox.Cursor.START, 1);
                    !page.isEmpty();
                    page = outbox.after(page.getLast().cursor(), 1)) {
                read.addAll(ids(page));
            }
            assertEquals(all, read);
        }
    }

    private static List<UUID> ids(List<Outbox.Change> changes) {
        return changes.stream().map(c -> c.cursor().id()).toList();
    }
}
