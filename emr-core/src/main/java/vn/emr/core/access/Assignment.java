package vn.emr.core.access;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * One role one person has: what it allows, in which state of a record, and where.
 *
 * @param role its code
 * @param rights without those of records
 * @param ofState rights on records, by the state of the record
 * @param facilityId where; null reaches nobody by facility
 * @param departments of this role of this person
 * @param hours when it counts; null: always
 * @param idleMinutes without an act of the person, until the session ends
 * @param secondFactor a password alone is not enough
 */
public record Assignment(
        UUID id,
        String role,
        Purpose purpose,
        Set<Reach> reaches,
        Set<Right> rights,
        Map<State, Set<Right>> ofState,
        UUID facilityId,
        List<UUID> departments,
        Hours hours,
        int idleMinutes,
        boolean secondFactor) {
    private static final String OF_ACCOUNT = """
            select g.id, r.code, r.purpose, r.reaches, r.rights, r.in_treatment, r.completed, r.archived,
                   g.facility_id, coalesce(g.hours, r.hours) as hours, r.idle_minutes, r.second_factor,
                   array(select d.department_id from account_role_department d
                         where d.account_role_id = g.id order by 1) as departments
            from account_role g join role_now r on r.role_id = g.role_id
            where g.account_id = ? and g.ended_at is null and r.enabled
              and g.valid_from <= ? and (g.valid_until is null or g.valid_until > ?)
            order by g.given_at, g.id
            """;

    /** The roles an account has now, whatever the hour. */
    static List<Assignment> of(Transaction t, UUID accountId, Instant now) {
        return t.query(OF_ACCOUNT, Assignment::of, accountId, now, now);
    }

    private static Assignment of(Row row) {
        Map<State, Set<Right>> ofState = new EnumMap<>(State.class);
        ofState.put(State.IN_TREATMENT, words(row, "in_treatment", Right.class, Right::valueOf));
        ofState.put(State.COMPLETED, words(row, "completed", Right.class, Right::valueOf));
        // Closing checks what was completed; it takes no more from anybody than completing did.
        ofState.put(State.CLOSED, ofState.get(State.COMPLETED));
        ofState.put(State.ARCHIVED, words(row, "archived", Right.class, Right::valueOf));
        return new Assignment(
                row.uuid("id"),
                row.text("code"),
                Purpose.valueOf(row.text("purpose")),
                words(row, "reaches", Reach.class, Reach::valueOf),
                words(row, "rights", Right.class, Right::valueOf),
                ofState,
                row.uuid("facility_id"),
                Arrays.asList(row.<UUID>array("departments")),
                Hours.parse(row.text("hours")),
                row.integer("idle_minutes"),
                row.bool("second_factor"));
    }

    private static <E extends Enum<E>> Set<E> words(Row row, String column, Class<E> type, Function<String, E> read) {
        return Arrays.stream(row.<String>array(column))
                .map(read)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }

    boolean inForce(Instant now) {
        return hours == null || hours.includes(now);
    }

    /** Whether it holds the right at all, in whatever state of a record. */
    boolean holds(Right right) {
        return rights.contains(right) || ofState.values().stream().anyMatch(held -> held.contains(right));
    }

    /** The states of records in which it holds the right. */
    Set<State> states(Right right) {
        return ofState.entrySet().stream()
                .filter(e -> e.getValue().contains(right))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(State.class)));
    }
}
