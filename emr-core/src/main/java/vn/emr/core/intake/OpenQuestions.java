package vn.emr.core.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;

/**
 * What a system that answers by number is asked next: visits that go on, and the orders of results that wait because nobody
 * knows their patient. Each asking is remembered, so that a number that nobody knows does not hold up the others.
 */
@ApplicationScoped
public class OpenQuestions {
    /** Longest number that is asked for. */
    static final int LONGEST = 100;

    static final String ORDER = "order";
    /** A visit is asked for until so long after its end: results and papers are completed then. */
    private static final Duration AFTER_THE_END = Duration.ofDays(1);
    /** Visits that began earlier and have no end are forgotten ones. */
    private static final Duration LONGEST_VISIT = Duration.ofDays(120);

    private static final Duration LONGEST_WAIT = Duration.ofDays(3);
    private static final Duration MEMORY = LONGEST_VISIT.plusDays(30);

    private final Database database;

    @Inject
    public OpenQuestions(Database database) {
        this.database = database;
    }

    /**
     * Numbers of open visits that were not asked for since a time, those never asked for first: of the facility of the source,
     * or of all when it has none; told by any system of kind HIS.
     */
    public List<String> visits(Source source, String mapping, Instant since, Instant now, int most) {
        return database.query(
                """
                select due.code from (
                  select e.visit_number as code, q.asked_at
                  from encounter e
                  join source s on s.id = e.source_id and s.kind = 'HIS'
                  left join pull_question q on q.source_id = ? and q.mapping = ? and q.code = e.visit_number
                  where e.tenant_id = ? and e.status = 'IN_PROGRESS'
                    and (e.facility_id is null or e.facility_id = coalesce(?::uuid, e.facility_id))
                    and coalesce(e.start_from, e.revised_at) > ? and (q.asked_at is null or q.asked_at <= ?)
                  union all
                  select q.code, q.asked_at
                  from pull_question q
                  join source s on s.tenant_id = ? and s.kind = 'HIS'
                  join encounter e on e.tenant_id = s.tenant_id and e.source_id = s.id and e.visit_number = q.code
                  where q.source_id = ? and q.mapping = ? and q.asked_at <= ? and e.status = 'FINISHED'
                    and q.asked_at < e.end_from + ? * interval '1 second') due
                group by due.code order by min(due.asked_at) nulls first, due.code limit ?
                """,
                row -> row.text("code"),
                source.id,
                mapping,
                source.tenantId,
                source.facilityId,
                now.minus(LONGEST_VISIT),
                since,
                source.tenantId,
                source.id,
                mapping,
                since,
                AFTER_THE_END.toSeconds(),
                most);
    }

    /** Numbers of orders whose results wait; each again after 2, 4, 8 … 1,024 minutes, for three days. */
    public List<String> orders(Source source, String mapping, Instant now, int most) {
        return database.query(
                """
                select w.value as code
                from parked_wait w
                join parked p on p.inbound_id = w.inbound_id and p.state = 'WAITING' and p.received_at > ?
                left join pull_question q on q.source_id = ? and q.mapping = ? and q.code = w.value
                where w.tenant_id = ? and w.system = ?
                  and (q.asked_at is null or q.asked_at + power(2, least(q.tries, 10)) * interval '1 minute' <= ?)
                group by w.value order by min(q.asked_at) nulls first, w.value limit ?
                """,
                row -> row.text("code"),
                now.minus(LONGEST_WAIT),
                source.id,
                mapping,
                source.tenantId,
                ORDER,
                now,
                most);
    }

    /** It was asked for, whatever was answered. */
    public void asked(UUID sourceId, String mapping, String code, Instant now) {
        database.update("""
                insert into pull_question (source_id, mapping, code, tries, asked_at) values (?, ?, ?, 1, ?)
                on conflict (source_id, mapping, code) do update
                set tries = pull_question.tries + 1, asked_at = excluded.asked_at
                """, sourceId, mapping, code, now.truncatedTo(ChronoUnit.MICROS));
    }

    /** What was asked for long ago is not remembered any more. */
    public void forget(UUID sourceId, String mapping, Instant now) {
        database.update("""
                delete from pull_question where source_id = ? and mapping = ? and asked_at < ?
                """, sourceId, mapping, now.minus(MEMORY));
    }
}
