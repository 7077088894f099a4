package vn.emr.core.chart;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;

/** National and insurance numbers stay hidden on screens until a person asks for one of them. */
final class Masked {
    private static final List<String> NUMBERS =
            List.of("SO_CCCD", "CCCD", "MA_THE_", "MA_BHXH", "MABHYT", "MABHXH", "HOCHIEU");
    private static final Set<IdentifierKind> HIDDEN = EnumSet.of(
            IdentifierKind.CCCD,
            IdentifierKind.CMND,
            IdentifierKind.PASSPORT,
            IdentifierKind.FOREIGNER_ID,
            IdentifierKind.EID_ACCOUNT,
            IdentifierKind.INSURANCE_CARD,
            IdentifierKind.SOCIAL_INSURANCE);

    private Masked() {}

    static boolean hides(IdentifierKind kind) {
        return HIDDEN.contains(kind);
    }

    /** Whether a field of a paper holds such a number; by the names of the claim tables (QĐ 130) and of exchanged records. */
    static boolean hides(String field) {
        String name = field.substring(field.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        return NUMBERS.stream().anyMatch(name::startsWith);
    }

    /** The last three characters, enough to compare with a card. */
    static String of(Identifier identifier) {
        return of(identifier.value());
    }

    static String of(String value) {
        if (value == null) {
            return null;
        }
        int shown = Math.min(3, value.length() / 2);
        return "•".repeat(value.length() - shown) + value.substring(value.length() - shown);
    }
}
