package vn.emr.core.printing;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import vn.emr.core.chart.When;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Value;

/** Answers as Vietnamese paper writes them: day before month, a comma in numbers, the hour of Việt Nam. */
final class Words {
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yyyy");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");

    private static final DateTimeFormatter SIGNED = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    private Words() {}

    /** One answer; empty for a tick and for a row. */
    static String of(Value value, Form.Item item) {
        return Normalizer.normalize(plain(value, item), Normalizer.Form.NFC);
    }

    static String plain(Value value, Form.Item item) {
        if (value.text() != null) {
            return value.text();
        } else if (value.number() != null) {
            String number = value.number().toPlainString().replace('.', ',');
            return item.unit() == null ? number : number + " " + item.unit();
        } else if (value.date() != null) {
            return day(value.date());
        } else if (value.dateTime() != null) {
            return value.moment().map(Words::moment).orElse(value.dateTime());
        } else if (value.time() != null) {
            return value.time();
        } else if (value.code() != null) {
            return value.display() == null ? value.code() : value.display();
        }
        return "";
    }

    /** The code that stands in a box beside the words; null where there is none to show. */
    static String code(Value value) {
        return value.code() == null || value.display() == null ? null : value.code();
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(Forms.ZONE));
    }

    /** A time as signed files show it. */
    static String signedAt(Instant at) {
        return SIGNED.format(at.atZone(Forms.ZONE));
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** A time as exactly as it was told: of a year nobody makes a day. Null stays null. */
    static String told(When when) {
        if (when == null) {
            return null;
        }
        ZonedDateTime at = when.from().atZone(Forms.ZONE);
        return switch (when.precision()) {
            case YEAR -> YEAR.format(at);
            case MONTH -> MONTH.format(at);
            case DAY -> DAY.format(at);
            case HOUR, MINUTE, SECOND -> MOMENT.format(at);
        };
    }

    /** Lines of a text, as typed. */
    static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }

    /** A day, a month or a year, as much as is known. */
    private static String day(String date) {
        return switch (date.length()) {
            case 10 -> DAY.format(LocalDate.parse(date));
            case 7 -> date.substring(5) + "/" + date.substring(0, 4);
            default -> date;
        };
    }
}
