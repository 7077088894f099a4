package vn.emr.core.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Permission to count records without naming anybody; made by {@link ListAccess} only.
 *
 * @param facilities whose records count whole
 * @param departments whose patients count
 * @param roles the codes of the caller's roles: what labels open to
 */
public record CountGrant(UUID tenantId, List<UUID> facilities, List<UUID> departments, List<String> roles) {
    private static final Set<Reach> WHOLE = Set.of(Reach.FACILITY, Reach.FACILITY_RECORDS);

    static CountGrant of(Caller caller) {
        return new CountGrant(
                caller.tenantId(),
                counted(
                        caller,
                        role -> role.facilityId() != null
                                        && role.reaches().stream().anyMatch(WHOLE::contains)
                                ? Stream.of(role.facilityId())
                                : Stream.empty()),
                counted(
                        caller,
                        role -> role.reaches().contains(Reach.DEPARTMENT)
                                ? role.departments().stream()
                                : Stream.empty()),
                caller.roles().stream().map(Assignment::role).distinct().toList());
    }

    private static List<UUID> counted(Caller caller, Function<Assignment, Stream<UUID>> where) {
        return caller.roles().stream()
                .filter(role -> role.holds(Right.STATISTICS_READ))
                .flatMap(where)
                .distinct()
                .toList();
    }
}
