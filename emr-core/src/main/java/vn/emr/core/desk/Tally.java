package vn.emr.core.desk;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.Transaction;

/**
 * Counts what was received, after the fact and outside the intake: how many messages of which outcome each sender sent in
 * each hour, and what it sent wrong on each day. Every message is counted once; corrected copies made by people are not the
 * sender's.
 */
@ApplicationScoped
public class Tally {
    private static final Logger LOG = Logger.getLogger(Tally.class);
    /** A message is committed within seconds of its arrival; this much later none is still on its way. */
    static final Duration LAG = Duration.ofMinutes(2);

    /** One transaction counts at most so much time. */
    private static final Duration STEP = Duration.ofHours(1);

    /** A first start over an old record catches up in many small steps. */
    private static final int STEPS_AT_ONCE = 500;

    /** Where the fault of a whole HL7 message is, when neither its sentence nor the parked list names a field. */
    private static final Map<Code, String> FIELDS = new EnumMap<>(Map.of(
            Code.UNKNOWN_PATIENT, "PID-3",
            Code.AMBIGUOUS_PATIENT, "PID-3",
            Code.UNKNOWN_VISIT, "PV1-19",
            Code.UNMAPPED_FACILITY, "PV1-3",
            Code.UNKNOWN_SENDER, "MSH-3",
            Code.NOT_ALLOWED_FOR_SENDER, "MSH-9",
            Code.UNSUPPORTED_MESSAGE, "MSH-9",
            Code.UNSUPPORTED_EVENT, "MSH-9",
            Code.UNSUPPORTED_VERSION, "MSH-12",
            Code.UNDECODABLE_TEXT, "MSH-18"));

    private final Database database;
    private final Clock clock;

    @Inject
    public Tally(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void now() {
        try {
            count();
        } catch (StoreFault fault) {
            LOG.debugf("tally: %s", fault.getMessage());
        }
    }

    /** Counts what was not counted yet, up to two minutes ago. */
    public void count() {
        Instant end = clock.instant().minus(LAG).truncatedTo(ChronoUnit.MICROS);
        for (int step = 0; step < STEPS_AT_ONCE; step++) {
            if (!database.inTransaction(t -> step(t, end))) {
                return;
            }
        }
    }

    /** False when everything up to the end is counted. */
    private static boolean step(Transaction t, Instant end) {
        t.update("""
                insert into traffic_mark (counted_to)
                select coalesce(date_trunc('hour', min(received_at)), ?) from inbound
                where not exists (select 1 from traffic_mark)
                on conflict do nothing
                """, end);
        Instant from = t.first("select counted_to from traffic_mark for update", row -> row.instant("counted_to"))
                .orElseThrow();
        Instant next = from.truncatedTo(ChronoUnit.HOURS).plus(STEP);
        Instant to = next.isBefore(end) ? next : end;
        if (!from.isBefore(to)) {
            return false;
        }
        t.update(TRAFFIC, from, to);
        String[] codes = FIELDS.keySet().stream().map(Code::name).toArray(String[]::new);
        t.update(FAULTS, from, to, codes, FIELDS.values().toArray(String[]::new));
        t.update("update traffic_mark set counted_to = ?", to);
        return true;
    }

    private static final String TRAFFIC = """
            insert into traffic_hour (tenant_id, source_id, hour, outcome, messages)
            select i.tenant_id, coalesce(i.source_id, '00000000-0000-0000-0000-000000000000'),
                   date_trunc('hour', i.received_at), i.outcome, count(*)
            from tenant t
            join inbound i on i.tenant_id = t.id and i.received_at >= ? and i.received_at < ?
            where not exists (select 1 from correction c where c.inbound_id = i.id)
            group by 1, 2, 3, 4
            on conflict (tenant_id, source_id, hour, outcome) do update
              set messages = traffic_hour.messages + excluded.messages
            """;

    /**
     * A field is named as {@code OBX-5} (a place such as {@code OBX[3]-5} without its number), as a JSON pointer or as the parked
     * list names it; single
     * numbers in a sentence are taken out, so that the same fault is one line.
     */
    private static final String FAULTS = """
            with sent as materialized (
              select i.tenant_id, coalesce(i.source_id, '00000000-0000-0000-0000-000000000000') as source_id, i.id,
                     i.received_at, i.format, i.outcome, i.code, i.detail, i.remarks
              from tenant t
              join inbound i on i.tenant_id = t.id and i.received_at >= ? and i.received_at < ?
              where (i.outcome <> 'APPLIED' or i.remarks <> '[]')
                and not exists (select 1 from correction c where c.inbound_id = i.id)),
            said as (
              select s.*, 'REMARK' as kind, null as place, r.sentence
              from sent s cross join lateral jsonb_array_elements_text(s.remarks) as r(sentence)
              union all
              select s.*, s.outcome, coalesce(regexp_replace(p.fields ->> 0, '/\\d+|\\[\\d+\\]', '', 'g'), f.place),
                     coalesce(s.code || ': ' || s.detail, s.code, s.detail, '?')
              from sent s
              left join parked p on p.inbound_id = s.id and p.code = s.code
              left join unnest(?, ?) as f(code, place) on f.code = s.code and s.format = 'hl7v2'
              where s.outcome <> 'APPLIED'),
            named as (
              select tenant_id, source_id, id, received_at, kind,
                     (received_at at time zone 'Asia/Ho_Chi_Minh')::date as day,
                     left(coalesce(
                       array_to_string(regexp_match(sentence, '\\m([A-Z][A-Z0-9]{2})(?:\\[\\d+\\])?-(\\d{1,3})\\M'), '-'),
                       regexp_replace(substring(sentence from '^(/[^: ]+):'), '/\\d+', '', 'g'),
                       place, ''), 100) as field,
                     left(regexp_replace(regexp_replace(sentence, '\\[\\d+\\]', '', 'g'),
                       '(?<![-[:alnum:]_./])\\d+(?![[:alnum:]_./])', '#', 'g'), 300) as fault
              from said)
            insert into fault_day (tenant_id, source_id, day, kind, field, fault, messages, first_at, last_at, example_id)
            select tenant_id, source_id, day, kind, field, fault, count(distinct id), min(received_at), max(received_at),
                   (array_agg(id order by received_at desc))[1]
            from named
            group by 1, 2, 3, 4, 5, 6
            on conflict (tenant_id, source_id, day, kind, field, fault) do update
              set messages = fault_day.messages + excluded.messages,
                  first_at = least(fault_day.first_at, excluded.first_at),
                  last_at = greatest(fault_day.last_at, excluded.last_at),
                  example_id = excluded.example_id
            """;
}
