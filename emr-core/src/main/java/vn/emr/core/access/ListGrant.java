package vn.emr.core.access;

import java.util.List;
import java.util.UUID;

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

    /** The parameters of {@link #counted}, in order. */
    public Object[] parameters() {
        return rule.parameters().clone();
    }
}
