package vn.emr.core.hl7.dialect;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.hl7.DraftSegment;

/** What a field correction makes of the text at one place. */
sealed interface Edit {
    /** The new text; the present one when there is nothing to do. */
    String edit(Correcting message, int at, Address place, String now);

    /**
     * The text of another place, if there is one.
     *
     * @param after a segment of another name is looked for behind this one instead of before it
     * @param overwrite also when there is a text here already
     * @param move the other place is emptied
     */
    record Copy(Address from, boolean after, boolean overwrite, boolean move) implements Edit {
        @Override
        public String edit(Correcting message, int at, Address place, String now) {
            if (!overwrite && !now.isBlank()) {
                return now;
            }
            DraftSegment other = message.find(at, from.segment(), after);
            if (other == null) {
                return now;
            }
            Address source = from.everyRepetition() ? from.at(from.field(), place.repetition()) : from;
            String text = source.read(other, message.delimiters());
            if (text.isBlank()) {
                return now;
            }
            if (move) {
                source.write(other, message.delimiters(), "");
            }
            return place.fitting(text, message.delimiters());
        }
    }

    /** A constant, where nothing was sent. */
    record Constant(String value, boolean overwrite) implements Edit {
        @Override
        public String edit(Correcting message, int at, Address place, String now) {
            return overwrite || now.isBlank() ? message.escaped(value) : now;
        }
    }

    /**
     * A value for a value.
     *
     * @param values by {@link Correcting#key}
     * @param otherwise for what is sent and not listed; null leaves that as it is
     */
    record Table(Map<String, String> values, String otherwise) implements Edit {
        @Override
        public String edit(Correcting message, int at, Address place, String now) {
            String found = values.get(Correcting.key(now));
            String value = found == null && !now.isBlank() ? otherwise : found;
            return value == null ? now : message.escaped(value);
        }
    }

    /**
     * What a pattern finds is written anew.
     *
     * @param parts of the new text in turn: texts, and the numbers of groups
     */
    record Replacement(Pattern pattern, List<Object> parts) implements Edit {
        @Override
        public String edit(Correcting message, int at, Address place, String now) {
            String text = Correcting.compared(now);
            Matcher matcher = message.cost().matcher(pattern, text);
            if (matcher == null || !matcher.find()) {
                return now;
            }
            StringBuilder out = new StringBuilder();
            int copied = 0;
            do {
                out.append(text, copied, matcher.start());
                write(out, message, text, matcher);
                copied = matcher.end();
            } while (out.length() <= PatternCost.LONGEST && matcher.find());
            return out.append(text, copied, text.length()).toString();
        }

        private void write(StringBuilder out, Correcting message, String text, Matcher matcher) {
            for (Object part : parts) {
                if (part instanceof Integer group) {
                    if (matcher.start(group) >= 0) {
                        out.append(text, matcher.start(group), matcher.end(group));
                    }
                } else {
                    out.append(message.escaped((String) part));
                }
            }
        }
    }

    /** A text that is too short gets a character before it, as often as needed. */
    record Padding(int length, String with) implements Edit {
        @Override
        public String edit(Correcting message, int at, Address place, String now) {
            String text = now.strip();
            return text.isEmpty() || text.length() >= length ? now : with.repeat(length - text.length()) + text;
        }
    }

    /** A time written in another form becomes one of HL7, as exact as it was; what fits no form stays. */
    record Time(List<Form> forms) implements Edit {
        private static final int LONGEST = 40;

        @Override
        public String edit(Correcting message, int at, Address place, String now) {
            String text = Correcting.compared(now);
            if (text.isEmpty() || text.length() > LONGEST) {
                return now;
            }
            for (Form form : forms) {
                String written = form.fits(text) ? form.written(text) : null;
                if (written != null) {
                    return written;
                }
            }
            return now;
        }
    }

    /** A form of times such as {@code dd/MM/yyyy HH:mm}. */
    record Form(DateTimeFormatter reader, int exactness) {
        private static final List<ChronoField> PARTS = List.of(
                ChronoField.MONTH_OF_YEAR,
                ChronoField.DAY_OF_MONTH,
                ChronoField.HOUR_OF_DAY,
                ChronoField.MINUTE_OF_HOUR,
                ChronoField.SECOND_OF_MINUTE);

        /**
         * @param pattern with yyyy, as {@link DateTimeFormatter} writes them
         * @throws IllegalArgumentException when it is no pattern
         */
        static Form of(String pattern) {
            int exactness = 0;
            for (String letter : List.of("M", "d", "[Hh]", "m", "s")) {
                if (!pattern.matches("(?s).*" + letter + ".*")) {
                    break;
                }
                exactness++;
            }
            // Strict: the 31st of February is no date rather than the 28th.
            return new Form(
                    DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT),
                    exactness);
        }

        /** Whether the text looks like it; asked first, because most do not and an exception is dear. */
        boolean fits(String text) {
            ParsePosition end = new ParsePosition(0);
            return reader.parseUnresolved(text, end) != null && end.getIndex() == text.length();
        }

        /** The time as HL7 writes it; null when there is no such time. */
        String written(String text) {
            TemporalAccessor time;
            try {
                time = reader.parse(text);
            } catch (DateTimeException e) {
                return null;
            }
            StringBuilder out = new StringBuilder("%04d".formatted(time.get(ChronoField.YEAR)));
            for (ChronoField part : PARTS.subList(0, exactness)) {
                int value = time.get(part);
                out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
            }
            return out.toString();
        }
    }
}
