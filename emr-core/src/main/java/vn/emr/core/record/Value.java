package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One answer on a sheet: exactly one of text, number, yes, date, dateTime, time, code and answers. What came from outside may hold
 * something else; {@code form.Check} says so.
 *
 * @param date as FHIR: {@code 2026-11-20}, or a month or a year when no more is known
 * @param dateTime an instant of UTC: {@code 2026-11-20T01:30:00Z}
 * @param time {@code 08:30}
 * @param system of the code: the catalogue, null for options of the form itself
 * @param display the words of the code
 * @param answers one row of a repeating group
 * @param from where it was taken from; with {@code because} what it was before a person overrode it
 * @param because why a person overrode what was taken over
 * @param entry who wrote this row and when, where a form is written entry by entry
 */
public record Value(
        String text,
        BigDecimal number,
        Boolean yes,
        String date,
        String dateTime,
        String time,
        String code,
        String system,
        String display,
        SortedMap<String, List<Value>> answers,
        From from,
        String because,
        Entry entry) {

    /**
     * Where a value was taken from.
     *
     * @param path of the form's definition
     * @param source the system or person that said it, as people read it
     * @param at when that was said
     * @param id what of the record says it
     */
    public record From(String path, String source, Instant at, UUID id) {}

    /** An entry of a sheet has its own author and time (TT 32/2023/TT-BYT, art. 52); it is never changed, only struck out. */
    public record Entry(UUID id, String author, UUID authorId, Instant at, Struck struck) {}

    /** Who struck an entry out, when and why; it stays readable. */
    public record Struck(String by, UUID byId, Instant at, String because) {}

    public Value {
        answers = answers == null ? null : sorted(answers);
    }

    /** Answers in one order and unchangeable, so that the same answers are the same text in history. */
    public static SortedMap<String, List<Value>> sorted(Map<String, List<Value>> answers) {
        SortedMap<String, List<Value>> sorted = new TreeMap<>();
        answers.forEach((item, values) ->
                sorted.put(item, values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values))));
        return Collections.unmodifiableSortedMap(sorted);
    }

    public static Value of(String text) {
        return plain(text, null, null, null, null, null, null, null, null);
    }

    public static Value of(BigDecimal number) {
        return plain(null, number, null, null, null, null, null, null, null);
    }

    public static Value of(boolean yes) {
        return plain(null, null, yes, null, null, null, null, null, null);
    }

    public static Value of(LocalDate date) {
        return ofDate(date.toString());
    }

    /** A day, a month or a year. */
    public static Value ofDate(String date) {
        return plain(null, null, null, date, null, null, null, null, null);
    }

    public static Value of(Instant moment) {
        return plain(null, null, null, null, moment.toString(), null, null, null, null);
    }

    public static Value coded(String code, String system, String display) {
        return plain(null, null, null, null, null, code, system, display, null);
    }

    public static Value row(Map<String, List<Value>> answers) {
        return plain(null, null, null, null, null, null, null, null, answers);
    }

    private static Value plain(
            String text,
            BigDecimal number,
            Boolean yes,
            String date,
            String dateTime,
            String code,
            String system,
            String display,
            Map<String, List<Value>> answers) {
        return new Value(
                text,
                number,
                yes,
                date,
                dateTime,
                null,
                code,
                system,
                display,
                answers == null ? null : sorted(answers),
                null,
                null,
                null);
    }

    /** The same answer with where it was taken from. */
    public Value from(From source, String reason) {
        return new Value(
                text, number, yes, date, dateTime, time, code, system, display, answers, source, reason, entry);
    }

    /** The same row as an entry. */
    public Value as(Entry written) {
        return new Value(
                text, number, yes, date, dateTime, time, code, system, display, answers, from, because, written);
    }

    /** The same row with other answers. */
    public Value with(Map<String, List<Value>> others) {
        return new Value(
                text, number, yes, date, dateTime, time, code, system, display, sorted(others), from, because, entry);
    }

    /** How many of the things a value may be it is; one, or it is none that a form can hold. */
    public long kinds() {
        return Stream.of(text, number, yes, date, dateTime, time, code, answers)
                .filter(Objects::nonNull)
                .count();
    }

    /** Whether another value says the same, wherever it was taken from; a number says the same with further zeros. */
    public boolean saysTheSameAs(Value other) {
        return Objects.equals(text, other.text)
                && (number == null ? other.number == null : other.number != null && number.compareTo(other.number) == 0)
                && Objects.equals(yes, other.yes)
                && Objects.equals(date, other.date)
                && Objects.equals(dateTime, other.dateTime)
                && Objects.equals(time, other.time)
                && Objects.equals(code, other.code)
                && same(answers, other.answers);
    }

    private static boolean same(Map<String, List<Value>> mine, Map<String, List<Value>> others) {
        return mine == null || others == null
                ? mine == others
                : mine.keySet().equals(others.keySet())
                        && mine.entrySet().stream().allMatch(e -> same(e.getValue(), others.get(e.getKey())));
    }

    private static boolean same(List<Value> mine, List<Value> others) {
        return mine.size() == others.size()
                && IntStream.range(0, mine.size())
                        .allMatch(i -> mine.get(i) == null
                                ? others.get(i) == null
                                : others.get(i) != null && mine.get(i).saysTheSameAs(others.get(i)));
    }

    /** The day, when it is one and the calendar has it; a month or a year is none. */
    public Optional<LocalDate> day() {
        try {
            return Optional.ofNullable(date).filter(d -> d.length() == 10).map(LocalDate::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The instant, when it is one. */
    public Optional<Instant> moment() {
        try {
            return Optional.ofNullable(dateTime)
                    .map(DateTimeFormatter.ISO_INSTANT::parse)
                    .map(Instant::from);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
