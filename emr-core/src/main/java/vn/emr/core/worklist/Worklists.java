package vn.emr.core.worklist;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import vn.emr.core.outbox.Outbox;
import vn.emr.core.outbox.Outbox.Change;
import vn.emr.core.outbox.Outbox.Cursor;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Keeps the worklists beside the record: reads what changed from the outbox, a page at a time, and looks only at that. It
 * runs behind the intake and never in its way.
 */
@ApplicationScoped
public class Worklists {
    private static final Logger LOG = Logger.getLogger(Worklists.class);
    private static final String NAME = "worklists";
    private static final int PAGE = 500;
    /** One round reads this many pages at most, so that it gives way to the senders when much has come. */
    private static final int PAGES = 20;

    private final Database database;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    public Worklists(Database database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(every = "15s", delayed = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        try {
            catchUp();
        } catch (StoreFault fault) {
            LOG.debugf("worklists: %s", fault.getMessage());
        }
    }

    /** Reads on where the last round ended; tells how many changes it read. */
    public int catchUp() {
        int read = 0;
        for (int page = 0; page < PAGES; page++) {
            List<Change> changes = outbox.after(cursor(), PAGE);
            if (!changes.isEmpty()) {
                look(changes);
            }
            read += changes.size();
            if (changes.size() < PAGE) {
                break;
            }
        }
        return read;
    }

    private void look(List<Change> changes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<UUID, List<Change>> byTenant = new LinkedHashMap<>();
        changes.forEach(c ->
                byTenant.computeIfAbsent(c.tenantId(), t -> new ArrayList<>()).add(c));
        database.run(t -> {
            byTenant.forEach((tenant, mine) -> look(t, tenant, mine, now));
            readUpTo(t, changes.getLast().cursor());
        });
    }

    private static void look(Transaction t, UUID tenant, List<Change> changes, Instant now) {
        UUID[] people = ids(changes, NounKind.PATIENT, Change::nounId);
        if (people.length > 0) {
            Duplicates.look(t, tenant, people, now);
        }
        count(changes, NounKind.DIAGNOSTIC_REPORT, (who, what) -> LocalCodes.ofReports(t, tenant, who, what));
        count(changes, NounKind.SERVICE_ORDER, (who, what) -> LocalCodes.ofOrders(t, tenant, who, what));
        count(changes, NounKind.ENCOUNTER, (who, what) -> LocalCodes.ofStays(t, tenant, who, what));
    }

    private static void count(List<Change> changes, NounKind kind, BiConsumer<UUID[], UUID[]> counting) {
        UUID[] nouns = ids(changes, kind, Change::nounId);
        if (nouns.length > 0) {
            counting.accept(ids(changes, kind, Change::patientId), nouns);
        }
    }

    private static UUID[] ids(List<Change> changes, NounKind kind, Function<Change, UUID> id) {
        return changes.stream().filter(c -> c.kind() == kind).map(id).distinct().toArray(UUID[]::new);
    }

    private Cursor cursor() {
        return database.first(
                        "select txid::text as txid, id from worklist_reader where name = ?",
                        row -> new Cursor(row.text("txid"), row.uuid("id")),
                        NAME)
                .orElse(Cursor.START);
    }

    private static void readUpTo(Transaction t, Cursor cursor) {
        t.update("""
                insert into worklist_reader (name, txid, id) values (?, ?::xid8, ?)
                on conflict (name) do update set txid = excluded.txid, id = excluded.id
                """, NAME, cursor.transaction(), cursor.id());
    }
}
