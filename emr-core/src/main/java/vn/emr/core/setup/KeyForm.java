package vn.emr.core.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Scope;
import vn.emr.core.access.Secrets;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;
import vn.emr.core.organization.SourceKey;

/** From what was asked for to a new key, with its limits and usual values. */
final class KeyForm {
    static final Duration USUAL = Duration.ofDays(365);
    static final Duration LONGEST = Duration.ofDays(731);
    private static final int NAME_LIMIT = 100;

    private KeyForm() {}

    /** A key for this source that lets it do nothing yet. */
    static SourceKey begin(Source source, String name, String credential, Instant now) {
        SourceKey key = new SourceKey();
        key.id = Ids.next();
        key.tenantId = source.tenantId;
        key.sourceId = source.id;
        key.name = name;
        key.sha256 = Secrets.sha256(credential);
        key.ending = credential.substring(credential.length() - 4);
        key.createdAt = now.truncatedTo(ChronoUnit.MICROS);
        key.validFrom = key.createdAt;
        return key;
    }

    /** What a key needs for what its source is registered for, and no more. */
    static String[] usualScopes(Source source, boolean asksForChanges) {
        Set<String> scopes = new LinkedHashSet<>();
        if (!source.allowedTypes.strip().equals(MessageTypes.CLAIM)) {
            scopes.add(Scope.NOTICES_SEND.text());
            scopes.add(Scope.IMPORTS_SEND.text());
        }
        if (source.allows(MessageTypes.CLAIM)) {
            scopes.add(Scope.CLAIMS_SEND.text());
        }
        if (asksForChanges) {
            scopes.add(Scope.CHANGES_READ.text());
        }
        return scopes.toArray(String[]::new);
    }

    static String name(String asked) {
        if (asked == null || asked.isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a name that says where the key is used", "/name");
        }
        if (asked.strip().length() > NAME_LIMIT || asked.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a name of 1 to 100 characters", "/name");
        }
        return asked.strip();
    }

    static String[] scopes(List<String> asked) {
        if (asked == null || asked.isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "at least one scope", "/scopes");
        }
        if (!asked.stream().allMatch(text -> text != null && Scope.named(text).isPresent())) {
            String all = String.join(
                    ", ", Arrays.stream(Scope.values()).map(Scope::text).toList());
            throw new Refusal(Code.MALFORMED_FIELD, "scopes are " + all, "/scopes");
        }
        return asked.stream().distinct().toArray(String[]::new);
    }

    static String addresses(String asked) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        if (!Checks.addresses(asked)) {
            throw new Refusal(
                    Code.MALFORMED_FIELD, "IP addresses or networks such as 10.0.0.7, 10.2.0.0/16", "/addresses");
        }
        return asked.strip();
    }

    /** From when on; now when nothing is asked for, and not later than it could last. */
    static Instant start(Instant asked, Instant now) {
        if (asked == null || asked.isBefore(now)) {
            return now.truncatedTo(ChronoUnit.MICROS);
        }
        if (asked.isAfter(now.plus(LONGEST))) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most 731 days from now", "/validFrom");
        }
        return asked.truncatedTo(ChronoUnit.MICROS);
    }

    static Instant end(Instant asked, Instant start) {
        Instant end = (asked == null ? start.plus(USUAL) : asked).truncatedTo(ChronoUnit.MICROS);
        if (!end.isAfter(start) || end.isAfter(start.plus(LONGEST))) {
            throw new Refusal(Code.MALFORMED_FIELD, "after its start, and at most 731 days later", "/expiresAt");
        }
        return end;
    }
}
