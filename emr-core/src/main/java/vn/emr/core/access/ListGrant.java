package vn.emr.core.access;

import java.util.List;
import java.util.UUID;

/** Permission to list patients. Holds the rule that says who may stand in the list; made by {@link Access} only. */
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

    /** The parameters of {@link #counted}, in order. */
    public Object[] parameters() {
        return rule.parameters().clone();
    }
}
