package vn.emr.core.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.store.Database;

/** The dry run of a replay: how many messages, and what would become of the oldest of them. */
@ApplicationScoped
public class ReplayPreview {
    /** So many are judged; a person waits for the answer. */
    static final int MOST_JUDGED = 200;

    private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

    /** @param code null for what would be applied */
    public record Count(String outcome, String code, int messages) {}

    /**
     * What a replay would do. Each message is judged as if it came alone, by the record as it is now.
     *
     * @param total waiting messages that fit
     * @param judged how many of them, oldest first, are counted in {@code counts}
     */
    public record Preview(long total, int judged, List<Count> counts, boolean needsApproval) {}

    private final Database database;
    private final Inbox inbox;
    private final Replays replays;

    @Inject
    public ReplayPreview(Database database, Inbox inbox, Replays replays) {
        this.database = database;
        this.inbox = inbox;
        this.replays = replays;
    }

    /** Judges and keeps nothing; at most 200 messages and about 10 s. */
    public Preview of(Caller caller, Replays.Asked asked) {
        List<Object> parameters = new ArrayList<>();
        String chosen = Replays.chosen(caller.tenantId(), asked, parameters);
        long total = database.first("select count(*) as n " + chosen, row -> row.number("n"), parameters.toArray())
                .orElseThrow();
        parameters.add(MOST_JUDGED);
        List<UUID> oldest = database.query(
                "select p.inbound_id " + chosen + " order by p.received_at, p.inbound_id limit ?",
                row -> row.uuid("inbound_id"),
                parameters.toArray());
        Map<String, Count> counts = new TreeMap<>();
        int judged = 0;
        long begun = System.nanoTime();
        for (UUID id : oldest) {
            if (System.nanoTime() - begun > LONGEST_NANOS) {
                break;
            }
            Count one = judge(id);
            counts.merge(
                    one.outcome() + one.code(),
                    one,
                    (a, b) -> new Count(a.outcome(), a.code(), a.messages() + b.messages()));
            judged++;
        }
        return new Preview(total, judged, List.copyOf(counts.values()), total > replays.approvalAbove());
    }

    private Count judge(UUID id) {
        try {
            Outcome outcome = inbox.rehearse(id, null).outcome();
            return new Count(
                    outcome.kind().name(),
                    outcome.code() == null ? null : outcome.code().name(),
                    1);
        } catch (Refusal refusal) {
            return new Count(Outcome.Kind.PARKED.name(), refusal.code().name(), 1);
        }
    }
}
