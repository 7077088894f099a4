package vn.emr.core.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the key of a sending system lets it do; nothing else is open to it. */
public enum Scope {
    NOTICES_SEND("notices:send", Right.NOTICE_SEND, Right.OWN_MESSAGE_READ),
    CLAIMS_SEND("claims:send", Right.CLAIM_SEND, Right.OWN_MESSAGE_READ),
    IMPORTS_SEND("imports:send", Right.IMPORT_SEND, Right.OWN_MESSAGE_READ),
    CHANGES_READ("changes:read", Right.CHANGE_READ);

    private final String text;
    private final Set<Right> rights;

    Scope(String text, Right... rights) {
        this.text = text;
        this.rights = EnumSet.copyOf(Arrays.asList(rights));
    }

    /** As it is written in the API and kept: {@code notices:send}. */
    public String text() {
        return text;
    }

    /** The scope written like this, empty when there is none. */
    public static Optional<Scope> named(String text) {
        return Arrays.stream(values()).filter(s -> s.text.equals(text)).findFirst();
    }

    /** Everything these scopes let a system do. */
    static Set<Right> rights(Collection<Scope> scopes) {
        EnumSet<Right> all = EnumSet.noneOf(Right.class);
        scopes.forEach(scope -> all.addAll(scope.rights));
        return all;
    }

    /** The scopes of which any one would do, such as {@code notices:send or claims:send}; empty when none would. */
    static String enough(Right... any) {
        return Arrays.stream(values())
                .filter(scope -> Arrays.stream(any).anyMatch(scope.rights::contains))
                .map(Scope::text)
                .collect(Collectors.joining(" or "));
    }
}
