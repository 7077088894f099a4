package vn.emr.core.organization;

import java.util.Set;
import java.util.regex.Pattern;

/** The types of messages that a source can be allowed to send. */
public final class MessageTypes {
    /** A record in the shape of the annex to CV 365/TTYQG-GPQLCL. */
    public static final String RECORD = "record";

    /** An insurance claim. */
    public static final String CLAIM = "claim";

    /** A study in an image archive. */
    public static final String STUDY = "study";

    private static final Set<String> OTHERS = Set.of(RECORD, CLAIM, STUDY);

    /** Of HL7 v2, with a star for the rest of the event; one star for everything. */
    private static final Pattern HL7 = Pattern.compile("\\*|[A-Z][A-Z0-9]{2}(\\^([A-Z][A-Z0-9]{2}|[A-Z0-9]{0,2}\\*))?");

    private MessageTypes() {}

    /** Whether there is such a type or pattern: {@code ADT^A01}, {@code ADT^*}, {@code *}, the word of an {@link ItemKind}. */
    public static boolean known(String type) {
        boolean item =
                ItemKind.of(type).filter(kind -> kind.word().equals(type)).isPresent();
        return item || OTHERS.contains(type) || HL7.matcher(type).matches();
    }
}
