package vn.emr.core.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** What people say when they agree or take it back, as it is handed in. */
public final class Agreement {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Who gave it or took it back; a child of seven years and more agrees beside the representative. */
    public enum By {
        PATIENT,
        REPRESENTATIVE,
        CHILD_AND_REPRESENTATIVE
    }

    /** How. */
    public enum Channel {
        SIGNED_PAPER,
        ELECTRONIC
    }

    /**
     * What was given.
     *
     * @param textVersion of the text the person was shown: the newest
     * @param evidence where the signed paper or the confirmation is kept
     * @param givenAt null: now
     * @param validUntil the last day, null: until it is taken back
     */
    public record Given(
            String purpose,
            Integer textVersion,
            By by,
            String representative,
            String relation,
            Channel channel,
            String evidence,
            Instant givenAt,
            LocalDate validUntil) {}

    /** @param at null: now */
    public record Withdrawn(By by, String representative, String relation, String note, Instant at) {}

    record Actor(By by, String representative, String relation) {}

    private Agreement() {}

    static Actor actor(By by, String representative, String relation) {
        if (by == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the patient or a representative", "/by");
        }
        return by == By.PATIENT
                ? new Actor(by, null, null)
                : new Actor(
                        by,
                        ConsentTexts.words(representative, 2, 200, "/representative"),
                        ConsentTexts.words(relation, 2, 100, "/relation"));
    }

    static Instant past(Instant said, Instant now, String at) {
        if (said != null && said.isAfter(now)) {
            throw new Refusal(Code.MALFORMED_FIELD, "not in the future", at);
        }
        return said == null ? now : said.truncatedTo(ChronoUnit.MICROS);
    }

    /** The end of a day; null for no day. */
    static Instant until(LocalDate day, Instant now) {
        Instant end = day == null ? null : day.plusDays(1).atStartOfDay(HERE).toInstant();
        if (end != null && !end.isAfter(now)) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day that is not over", "/validUntil");
        }
        return end;
    }
}
