package vn.emr.core.organization;

import java.util.Locale;
import java.util.Optional;

/** What an item is about; its word is also the message type that a source must be allowed to send. */
public enum ItemKind {
    PATIENT,
    VISIT,
    CONDITIONS,
    ORDER,
    REPORT,
    DOCUMENT,
    MERGE,
    MEDICATION,
    PROCEDURE,
    NOTE,
    PAPER,
    COVERAGE,
    APPOINTMENT,
    IMMUNIZATION;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ItemKind> of(String word) {
        for (ItemKind kind : values()) {
            if (kind.word().equalsIgnoreCase(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
