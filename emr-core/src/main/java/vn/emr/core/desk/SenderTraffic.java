package vn.emr.core.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.access.Caller;
import vn.emr.core.intake.Traffic;
import vn.emr.core.store.Database;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.Row;

/**
 * What each sender sends: today and in seven days by outcome, its last message, what waits, and how long it waited for its
 * answers. Counted hours come from {@link Tally}, the minutes since then from the messages themselves. No patient data.
 */
@ApplicationScoped
public class SenderTraffic {
    private static final int DAYS = 7;
    private static final ZoneId HOSPITAL = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Messages by their first outcome; the error rate is the share that was not applied, null without messages. */
    public record Counts(long applied, long parked, long refused, Double errorRate) {
        static Counts of(long applied, long parked, long refused) {
            long all = applied + parked + refused;
            return new Counts(applied, parked, refused, all == 0 ? null : (double) (parked + refused) / all);
        }
    }

    /** Half of the answers, and 19 of 20, took no longer, in ms. */
    public record Answers(Double p50Ms, Double p95Ms) {
        static Answers of(Traffic.Figures figures) {
            return figures.p50Millis() == null ? null : new Answers(figures.p50Millis(), figures.p95Millis());
        }
    }

    /** @param hour its beginning */
    public record Hour(Instant hour, long applied, long parked, long refused) {}

    /**
     * One sender; all zeros as id stands for every sender nobody registered.
     *
     * @param today since midnight in the hospital
     * @param week the last seven days, today included
     * @param waiting messages that wait for a person now
     * @param answers since the server's start; null without messages
     * @param hours of the week, oldest first; empty in a list of all senders
     */
    public record Sender(
            UUID id,
            String name,
            String kind,
            boolean enabled,
            Instant lastMessageAt,
            Counts today,
            Counts week,
            long waiting,
            Answers answers,
            List<Hour> hours) {}

    private final Database database;
    private final Traffic sinceStart;
    private final Clock clock;

    @Inject
    public SenderTraffic(Database database, Traffic sinceStart, Clock clock) {
        this.database = database;
        this.sinceStart = sinceStart;
        this.clock = clock;
    }

    /** Every sender of the tenant, and those nobody registered when they sent anything. */
    public List<Sender> all(Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return senders(caller, null, now).stream()
                .filter(s -> !s.id().equals(IntakeStore.NO_SOURCE) || s.lastMessageAt() != null)
                .toList();
    }

    /** One sender with its hours; empty when the tenant has no such sender. */
    public Optional<Sender> one(Caller caller, UUID sourceId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return senders(caller, sourceId, now).stream()
                .findFirst()
                .map(s -> new Sender(
                        s.id(),
                        s.name(),
                        s.kind(),
                        s.enabled(),
                        s.lastMessageAt(),
                        s.today(),
                        s.week(),
                        s.waiting(),
                        s.answers(),
                        hours(caller.tenantId(), sourceId, now)));
    }

    /** Counted hours and the minutes after them, {@code n(source_id, hour, outcome, messages)}; four parameters. */
    private static final String COUNTED = """
            select h.source_id, h.hour, h.outcome, h.messages from traffic_hour h where h.tenant_id = ? and h.hour >= ?
            union all
            select coalesce(i.source_id, '00000000-0000-0000-0000-000000000000'), date_trunc('hour', i.received_at), i.outcome, 1
            from inbound i
            where i.tenant_id = ?
              and i.received_at >= coalesce((select counted_to from traffic_mark), '-infinity') and i.received_at >= ?
              and not exists (select 1 from correction c where c.inbound_id = i.id)
            """;

    private static final String SENDERS = """
            with sender as (
              select id, name, kind, enabled from source where tenant_id = ?
              union all
              select '00000000-0000-0000-0000-000000000000', null, 'OTHER', true),
            counted as (
              select n.source_id, n.outcome, sum(n.messages)::int8 as week,
                     coalesce(sum(n.messages) filter (where n.hour >= ?), 0)::int8 as today
              from (%s) n group by 1, 2)
            select s.*, l.last_at, w.waiting, n.*
            from sender s
            left join lateral (
              select i.received_at as last_at from inbound i
              where i.tenant_id = ? and (i.source_id = s.id or i.source_id is null and s.name is null)
              order by i.received_at desc limit 1) l on true
            cross join lateral (
              select count(*) as waiting from parked p
              where p.tenant_id = ? and p.state = 'WAITING' and p.source_id = s.id) w
            cross join lateral (
              select coalesce(sum(today) filter (where outcome = 'APPLIED'), 0)::int8 as today_applied,
                     coalesce(sum(today) filter (where outcome = 'PARKED'), 0)::int8 as today_parked,
                     coalesce(sum(today) filter (where outcome = 'REFUSED'), 0)::int8 as today_refused,
                     coalesce(sum(week) filter (where outcome = 'APPLIED'), 0)::int8 as week_applied,
                     coalesce(sum(week) filter (where outcome = 'PARKED'), 0)::int8 as week_parked,
                     coalesce(sum(week) filter (where outcome = 'REFUSED'), 0)::int8 as week_refused
              from counted c where c.source_id = s.id) n
            where ?::uuid is null or s.id = ?
            order by s.kind, s.name, s.id
            limit 500
            """.formatted(COUNTED);

    private List<Sender> senders(Caller caller, UUID only, Instant now) {
        UUID tenant = caller.tenantId();
        Instant week = week(now);
        return database.query(
                SENDERS, this::sender, tenant, midnight(now), tenant, week, tenant, week, tenant, tenant, only, only);
    }

    private Sender sender(Row row) {
        UUID id = row.uuid("id");
        return new Sender(
                id,
                row.text("name"),
                row.text("kind"),
                row.bool("enabled"),
                row.instant("last_at"),
                Counts.of(row.number("today_applied"), row.number("today_parked"), row.number("today_refused")),
                Counts.of(row.number("week_applied"), row.number("week_parked"), row.number("week_refused")),
                row.number("waiting"),
                Answers.of(sinceStart.of(id)),
                List.of());
    }

    private static final String HOURS = """
            select n.hour,
                   coalesce(sum(n.messages) filter (where n.outcome = 'APPLIED'), 0)::int8 as applied,
                   coalesce(sum(n.messages) filter (where n.outcome = 'PARKED'), 0)::int8 as parked,
                   coalesce(sum(n.messages) filter (where n.outcome = 'REFUSED'), 0)::int8 as refused
            from (%s) n
            where n.source_id = ?
            group by n.hour
            order by n.hour
            limit 200
            """.formatted(COUNTED);

    private List<Hour> hours(UUID tenant, UUID sourceId, Instant now) {
        return database.query(
                HOURS,
                row -> new Hour(
                        row.instant("hour"), row.number("applied"), row.number("parked"), row.number("refused")),
                tenant,
                week(now),
                tenant,
                week(now),
                sourceId);
    }

    private static Instant midnight(Instant now) {
        return now.atZone(HOSPITAL).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    private static Instant week(Instant now) {
        return midnight(now).minus(Duration.ofDays(DAYS - 1));
    }
}
