package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.Account;
import vn.emr.core.organization.Facilities;
import vn.emr.core.store.ManagedTrail;

/** Traces what a person's account was and is: name, place, whether it is open. Of a password only that it is new;
 * roles have their own lines. */
@ApplicationScoped
class AccountTrace {
    /** How an account stood. */
    record Standing(Map<String, String> values, String passwordHash) {}

    static final Standing NEW = new Standing(Map.of(), null);

    private final Facilities facilities;
    private final ManagedTrail trail;

    @Inject
    AccountTrace(Facilities facilities, ManagedTrail trail) {
        this.facilities = facilities;
        this.trail = trail;
    }

    Standing of(Account account) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("username", account.username);
        values.put("displayName", account.displayName);
        values.put("facility", account.facilityId == null ? null : facilities.findById(account.facilityId).code);
        values.put("enabled", Boolean.toString(account.enabled));
        return new Standing(values, account.passwordHash);
    }

    /** In the transaction of the change; a change that changes nothing leaves no line. */
    void write(Account account, Actor who, Standing before) {
        Standing after = of(account);
        String changes = after.values().entrySet().stream()
                .filter(e -> !Objects.equals(e.getValue(), before.values().get(e.getKey())))
                .map(e -> e.getKey() + ": " + shown(before.values().get(e.getKey())) + " -> " + shown(e.getValue()))
                .collect(Collectors.joining("; "));
        boolean newPassword = !Objects.equals(before.passwordHash(), after.passwordHash());
        String all = newPassword ? (changes.isEmpty() ? "" : changes + "; ") + "password: new" : changes;
        if (!all.isEmpty()) {
            trail.append(event(account, who).changing(all));
        }
    }

    private static AuditEvent event(Account account, Actor who) {
        return AuditEvent.ofHouse(
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                account.tenantId,
                Kind.ACCOUNT,
                who,
                "ACCOUNT",
                account.id);
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "-" : value;
    }
}
