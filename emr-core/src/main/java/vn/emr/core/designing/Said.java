package vn.emr.core.designing;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Words and days that people give for what they decide about forms, clean or refused. */
final class Said {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 500;
    private static final int YEARS_AHEAD = 2;
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\x{D800}-\\x{DFFF}]");

    private Said() {}

    /** A reason; null when none was given and none is needed. */
    static String reason(String sent, boolean needed, String at) {
        String words = sent == null ? "" : Normalizer.normalize(sent.strip(), Normalizer.Form.NFC);
        if (words.isEmpty() && !needed) {
            return null;
        }
        if (words.length() < SHORTEST
                || words.length() > LONGEST
                || NOT_TEXT.matcher(words).find()) {
            throw new Refusal(Code.MALFORMED_FIELD, "words of 3 to 500 characters", at);
        }
        return words;
    }

    /** A day of effect: what happened before it was decided stays as it was. */
    static LocalDate from(LocalDate day, LocalDate today) {
        if (day == null || day.isBefore(today) || day.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day from today to two years ahead", "/from");
        }
        return day;
    }
}
