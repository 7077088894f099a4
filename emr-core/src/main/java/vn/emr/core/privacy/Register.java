package vn.emr.core.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;

/** Where data of people goes by itself, for what and on which ground: the register of processing, as the settings stand now. */
@ApplicationScoped
public class Register {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** How data gets there. */
    public enum Way {
        ORDERS,
        WEBHOOK,
        TOPIC,
        /** It asks us with a key. */
        KEY,
        /** We ask it, by the number of a person that it told itself. */
        ASKED
    }

    /**
     * One destination.
     *
     * @param declared what holds for it; null: nothing is declared, so nothing leaves
     * @param usual nothing was declared and what usually holds does
     * @param withheld what was kept back within 30 days for want of consent
     */
    public record Destination(
            UUID sourceId,
            String name,
            List<Way> ways,
            Declaration declared,
            boolean usual,
            long withheld,
            Instant lastWithheldAt) {}

    private static final String DESTINATIONS = """
            select s.id, s.name, s.address ~ '^mllps?://' as orders, s.settings->>'webhook-address' is not null as webhook,
                   s.settings->>'kafka-out-topic' is not null as topic,
                   exists (select 1 from source_key k where k.source_id = s.id and 'changes:read' = any (k.scopes)
                             and k.revoked_at is null and k.expires_at > ?) as keyed,
                   s.door = 'pull' or s.kind = 'PACS' and s.address is not null as asked,
                   s.settings->>'egress-purpose' as purpose, s.settings->>'egress-ground' as ground,
                   s.settings->>'egress-basis' as basis, s.settings->>'egress-data' as data,
                   s.settings->>'egress-receiver' as receiver, s.settings->>'egress-country' as country,
                   s.settings->>'egress-term' as term, coalesce(w.withheld, 0) as withheld, w.last_at
            from source s
            left join lateral (select sum(e.withheld)::bigint as withheld, max(e.last_at) as last_at from egress_withheld e
                               where e.source_id = s.id and e.day >= ?::date) w on true
            where s.enabled and (?::uuid is null or s.tenant_id = ?)
            order by s.name, s.id
            limit 5000
            """;

    private final Access access;
    private final Database database;
    private final Clock clock;

    @Inject
    public Register(Access access, Database database, Clock clock) {
        this.access = access;
        this.database = database;
        this.clock = clock;
    }

    /** The destinations of the caller's hospital by name. */
    public List<Destination> of(Caller caller) {
        access.require(caller, "REGISTER", null, Right.PRIVACY_MANAGE, Right.SOURCE_READ);
        return of(database, caller.tenantId(), clock.instant());
    }

    /** The same for what the server says of itself; null for all hospitals of this server. */
    public static List<Destination> of(Database database, UUID tenant, Instant now) {
        LocalDate since = now.atZone(HERE).toLocalDate().minusDays(30);
        return database.query(DESTINATIONS, Register::destination, now, since.toString(), tenant, tenant).stream()
                .filter(destination -> !destination.ways().isEmpty())
                .toList();
    }

    private static Destination destination(Row row) {
        List<Way> ways = ways(row);
        Declaration declared = Declaration.of(declaring(row)).orElse(null);
        boolean told = ways.contains(Way.WEBHOOK) || ways.contains(Way.TOPIC) || ways.contains(Way.KEY);
        boolean usual = declared == null && !told;
        Declaration usually = ways.contains(Way.ORDERS) ? Declaration.OF_ORDERS : Declaration.OF_QUESTIONS;
        return new Destination(
                row.uuid("id"),
                row.text("name"),
                ways,
                usual ? usually : declared,
                usual,
                row.number("withheld"),
                row.instant("last_at"));
    }

    private static List<Way> ways(Row row) {
        List<Way> ways = new ArrayList<>();
        Map<Way, String> columns = Map.of(
                Way.ORDERS, "orders", Way.WEBHOOK, "webhook", Way.TOPIC, "topic", Way.KEY, "keyed", Way.ASKED, "asked");
        for (Way way : Way.values()) {
            if (Boolean.TRUE.equals(row.bool(columns.get(way)))) {
                ways.add(way);
            }
        }
        return List.copyOf(ways);
    }

    private static Source declaring(Row row) {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("purpose", "ground", "basis", "data", "receiver", "country", "term")) {
            if (row.text(name) != null) {
                settings.put("egress-" + name, row.text(name));
            }
        }
        Source source = new Source();
        source.settings = settings;
        return source;
    }
}
