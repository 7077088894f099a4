package vn.emr.core.oversight;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.store.Transaction;

/**
 * What a breach may have touched: a time, and where it is known an account, a sending system or one person.
 *
 * @param username of an account; null for all
 * @param source name of a sending system; null for all
 * @param number of one person as the hospital writes it; null for all
 * @param knownAt when the hospital knew of it: the clocks of the law run from there
 */
public record BreachQuestion(Instant from, Instant to, String username, String source, String number, Instant knownAt) {
    private static final Duration LONGEST = Duration.ofDays(92);

    /** The same with what it names looked up; ids that are null ask for all. */
    record Meant(UUID tenant, Instant from, Instant to, UUID account, UUID source, UUID[] people) {
        /** The parameters of {@link #WHERE}. */
        Object[] parameters() {
            return new Object[] {
                tenant,
                from,
                to,
                Ids.first(from.minus(Oversight.SKEW)),
                Ids.first(to.plus(Oversight.SKEW)),
                account,
                account,
                source,
                source,
                source,
                people,
                people
            };
        }
    }

    /** Lines of the trace that are meant. The ids name their time, so they are found by the key of the table. */
    static final String WHERE = """
            where a.tenant_id = ? and a.at >= ? and a.at < ? and a.id >= ? and a.id < ?
              and (?::uuid is null or a.actor_id = ?)
              and (?::uuid is null or a.source_id = ? or a.actor_id = ?)
              and (?::uuid[] is null or a.patient_id = any (?))
            """;

    static final String MEANT = "from audit_event a " + WHERE;

    /** @throws Refusal with pointers */
    static BreachQuestion checked(BreachQuestion asked, Instant now) {
        if (asked == null || asked.from() == null || asked.to() == null || asked.knownAt() == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "from, to and when it was known", "/from", "/to", "/knownAt");
        }
        if (!asked.from().isBefore(asked.to()) || asked.from().plus(LONGEST).isBefore(asked.to())) {
            throw new Refusal(Code.MALFORMED_FIELD, "from before to, at most 92 days", "/from", "/to");
        }
        if (asked.knownAt().isAfter(now)) {
            throw new Refusal(Code.MALFORMED_FIELD, "not in the future", "/knownAt");
        }
        return asked;
    }

    /** @param person the one with the number, null for all */
    Meant meant(Transaction t, Caller caller, UUID person) {
        UUID account = id(
                t,
                "select id from account where tenant_id = ? and username = ?",
                caller,
                username,
                new Refusal(Code.NOT_FOUND, "no such account", "/username"));
        UUID system = id(
                t,
                "select id from source where tenant_id = ? and name = ?",
                caller,
                source,
                new Refusal(Code.NOT_FOUND, "no such source", "/source"));
        UUID[] people = person == null
                ? null
                : t.query("select link_set(?, ?) as id", row -> row.uuid("id"), caller.tenantId(), person)
                        .toArray(UUID[]::new);
        return new Meant(caller.tenantId(), from, to, account, system, people);
    }

    private static UUID id(Transaction t, String sql, Caller caller, String name, Refusal nobody) {
        if (name == null || name.isBlank()) {
            return null;
        }
        return t.first(sql, row -> row.uuid("id"), caller.tenantId(), name.strip())
                .orElseThrow(() -> nobody);
    }
}
