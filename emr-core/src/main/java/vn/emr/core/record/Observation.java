package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One value of a report (chỉ số).
 *
 * @param line its number within the report, given at first appearance and never reused
 * @param key what makes it the same value on a repeat: OBX-3 code, OBX-4 sub-id
 * @param specimen the specimen's number, when the report has values of several; part of what makes it the same value
 * @param comparator {@code <}, {@code <=}, {@code >}, {@code >=} or null
 * @param text the value as sent, always present unless the value is empty; lines joined by a newline
 * @param coded the answer as a code; the first when there are several
 * @param furtherAnswers the coded answers after the first; null when there are none
 * @param unit the unit as sent
 * @param rangeText the reference range as sent; low and high where it could be read
 * @param flag abnormal marks as sent (HL7 table 0078 and local ones), joined by {@code ~}
 * @param stated when the sender says this status was reached; decides between older and newer
 * @param sent when the message was sent, null when that is {@code stated}; decides between equal {@code stated}
 * @param valued when and how settled the value itself was said, where a later statement settled it without saying it again
 *     or said that it is empty; null otherwise
 */
public record Observation(
        int line,
        String key,
        Coded code,
        String subId,
        String specimen,
        String valueType,
        BigDecimal number,
        String comparator,
        String text,
        Coded coded,
        List<Coded> furtherAnswers,
        String unit,
        String rangeText,
        BigDecimal rangeLow,
        BigDecimal rangeHigh,
        String flag,
        ResultStatus status,
        TimePoint observed,
        Instant stated,
        Instant sent,
        Statement valued,
        List<String> notes) {

    /** What this version stands for. */
    public Statement statement() {
        return new Statement(status, stated, sent);
    }

    /** True when there is something to show. */
    public boolean hasValue() {
        return text != null || number != null || coded != null;
    }

    /** A result without a value of which nobody said that it is empty: it settles whatever value is known. */
    public boolean settlesOnly() {
        return !hasValue() && valued == null && status.takesValue();
    }

    /**
     * What is known after one more statement of the same value, whatever the order in which the two arrived: a statement
     * that only settles gives its status to a value said before, and never empties it.
     */
    public Observation after(Observation said) {
        Observation head = statement().yieldsTo(said.statement()) ? said : this;
        Observation value = valueBefore(said, head);
        if (value == head || !value.status.lessSettledThan(head.status)) {
            return value;
        }
        if (value.stated.isAfter(head.stated)) {
            // Said after the result was settled: no value that was meant by that.
            return head.hasValue() ? head : value;
        }
        return value.settledBy(head);
    }

    private Observation valueBefore(Observation said, Observation head) {
        if (settlesOnly()) {
            return said.settlesOnly() ? head : said;
        }
        boolean stays = said.settlesOnly() || !valueStatement().yieldsTo(said.valueStatement());
        return stays ? this : said;
    }

    /** Whether the newer of two statements would leave nothing of a settled value. */
    public boolean wouldBeEmptiedBy(Observation said) {
        return hasValue()
                && !said.hasValue()
                && said.status.takesValue()
                && status.takesValue()
                && !status.lessSettledThan(ResultStatus.FINAL)
                && statement().yieldsTo(said.statement());
    }

    private Statement valueStatement() {
        return valued == null ? statement() : valued;
    }

    private Observation settledBy(Observation head) {
        return new Observation(
                line,
                key,
                code,
                subId,
                specimen,
                valueType,
                number,
                comparator,
                text,
                coded,
                furtherAnswers,
                unit,
                rangeText,
                rangeLow,
                rangeHigh,
                flag,
                head.status,
                or(head.observed, observed),
                head.stated,
                head.sent,
                valueStatement(),
                head.notes.isEmpty() ? notes : head.notes);
    }

    /** The same value, of a specimen that is known by now. */
    public Observation ofSpecimen(String number) {
        if (Objects.equals(specimen, number)) {
            return this;
        }
        return new Observation(
                line,
                key,
                code,
                subId,
                number,
                valueType,
                this.number,
                comparator,
                text,
                coded,
                furtherAnswers,
                unit,
                rangeText,
                rangeLow,
                rangeHigh,
                flag,
                status,
                observed,
                stated,
                sent,
                valued,
                notes);
    }

    /** Whether another statement says the same, at whatever time. */
    public boolean saysTheSameAs(Observation other) {
        return equals(new Observation(
                other.line,
                other.key,
                other.code,
                other.subId,
                other.specimen,
                other.valueType,
                other.number,
                other.comparator,
                other.text,
                other.coded,
                other.furtherAnswers,
                other.unit,
                other.rangeText,
                other.rangeLow,
                other.rangeHigh,
                other.flag,
                other.status,
                other.observed,
                stated,
                sent,
                other.valued,
                other.notes));
    }

    private static <T> T or(T first, T second) {
        return first != null ? first : second;
    }
}
