package vn.emr.core.hl7;

import java.util.Locale;
import vn.emr.core.intake.Outcome;
import vn.emr.core.organization.Source;

/**
 * Which answers a message asks for (HL7 v2 chapter 2, message acknowledgement). In original mode there is one, from the
 * application. In enhanced mode MSH-15 asks for an accept answer (it is kept for good) and MSH-16 for one from the
 * application, each by table 0155: always, never, on error, on success. A source must be set to enhanced mode: many senders
 * fill these fields without meaning them.
 *
 * @param enhanced true when the source is set to it and the message fills MSH-15 or MSH-16
 */
record AskedAnswers(boolean enhanced, String accept, String application) {
    /** Setting of a source; {@code enhanced} or {@code original}, which is the default. */
    static final String SETTING = "acknowledgement-mode";

    static final AskedAnswers ORIGINAL = new AskedAnswers(false, "NE", "AL");

    /** For an accept answer to one of ours: answering it would begin an endless exchange. */
    static final AskedAnswers NONE = new AskedAnswers(true, "NE", "NE");

    /** @param source null when nobody knows the sender */
    static AskedAnswers of(MessageHeader header, Source source) {
        boolean set = source != null
                && source.settings != null
                && "enhanced".equals(source.settings.getOrDefault(SETTING, "original"));
        String accept = condition(header, 15);
        String application = condition(header, 16);
        return set && !(accept.isEmpty() && application.isEmpty())
                ? new AskedAnswers(true, accept, application)
                : ORIGINAL;
    }

    private static String condition(MessageHeader header, int field) {
        return header.component(field, 1).strip().toUpperCase(Locale.ROOT);
    }

    /** Whether the accept answer is sent. */
    boolean wantsAccept(Outcome.Kind kind) {
        return wanted(accept, !turnedAway(kind));
    }

    /** Whether the answer of the application is sent; a message that was turned away never came so far. */
    boolean wantsApplication(Outcome.Kind kind, String msa1) {
        return !(turnedAway(kind) && wantsAccept(kind)) && wanted(application, msa1.equals("AA"));
    }

    private static boolean turnedAway(Outcome.Kind kind) {
        return kind == Outcome.Kind.REFUSED || kind == Outcome.Kind.FAILED;
    }

    /** MSA-1 of the accept answer: CA when it is kept and need not be sent again, CR, or CE for a fault of ours. */
    static String acceptCode(Outcome.Kind kind) {
        return switch (kind) {
            case REFUSED -> "CR";
            case FAILED -> "CE";
            default -> "CA";
        };
    }

    /** A condition outside the table is asked for always: an answer too many does no harm. */
    private static boolean wanted(String condition, boolean success) {
        return switch (condition) {
            case "NE", "" -> false;
            case "ER" -> !success;
            case "SU" -> success;
            default -> true;
        };
    }
}
