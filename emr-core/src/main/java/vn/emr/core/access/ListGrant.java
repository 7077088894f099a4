package vn.emr.core.access;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.record.RecordFolder.State;

/** Permission to list patients. Holds the rule that says who may stand in the list; made by {@link ListAccess} only. */
public final class ListGrant {
    private final Caller caller;
    private final ReadRule rule;

    ListGrant(Caller caller, ReadRule rule) {
        this.caller = caller;
        this.rule = rule;
    }

    public UUID tenantId() {
        return caller.tenantId();
    }

    /** The departments of the one who asks. */
    public List<UUID> departments() {
        return caller.departments();
    }

    /** The codes of the caller's roles: what labels open to. */
    public String[] roles() {
        return caller.roles().stream().map(Assignment::role).distinct().toArray(String[]::new);
    }

    /** SQL that yields {@code (tenant_id, patient_id)} of everybody who counts for the caller. */
    public String counted() {
        return rule.counted();
    }

    /**
     * The condition that somebody counts, or anyone merged with them; its parameters are {@link #parameters}. For lists that are short
     * beside the people who count: each row is looked up, where {@link #counted} would be read to its end.
     *
     * @param tenant and patient: expressions of the row
     */
    public String reaches(String tenant, String patient) {
        return """
                (select exists (select 1 from (%s) counted
                                where counted.patient_id = any (array(select link_set(%s, %s)))))
                """.formatted(rule.counted(), tenant, patient);
    }

    /**
     * The condition that a folder in some state counts: a role that reaches the patient holds a right in this state. Its parameters
     * are {@link #stateParameters}. Like {@link #reaches}, for rows that are looked up one by one.
     *
     * @param tenant and patient and state: expressions of the row
     */
    public String reachesIn(String tenant, String patient, String state) {
        return rule.parts().isEmpty()
                ? "false"
                : rule.parts().stream()
                        .map(part -> """
                        (%s = any (?) and (select exists (select 1 from (%s) counted
                                                          where counted.patient_id = any (array(select link_set(%s, %s))))))
                        """.formatted(state, part.counted(), tenant, patient))
                        .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** The parameters of {@link #reachesIn}, in order. What was cancelled is seen by whoever may read anything, and no more. */
    public Object[] stateParameters(Right right) {
        return rule.parts().stream()
                .flatMap(part ->
                        Stream.concat(Stream.of((Object) states(part.role(), right)), Arrays.stream(part.parameters())))
                .toArray();
    }

    private static String[] states(Assignment role, Right right) {
        Stream<State> seen = right == Right.PATIENT_READ ? Stream.of(State.CANCELLED) : Stream.empty();
        return Stream.concat(role.states(right).stream(), seen).map(State::name).toArray(String[]::new);
    }

    /**
     * Whether the people who count are so few that a list may begin with them: those of wards, teams and emergencies. Whoever reaches
     * a whole facility has lists that begin with their rows.
     */
    public boolean reachesFew() {
        return rule.parts().stream().noneMatch(part -> part.reach().needsFacility());
    }

    /** The parameters of {@link #counted}, in order. */
    public Object[] parameters() {
        return rule.parameters().clone();
    }
}
