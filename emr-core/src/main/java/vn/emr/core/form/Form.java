package vn.emr.core.form;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One version of a form (mẫu): its items, and when it is in force. A subset of FHIR R4 Questionnaire with FHIR's names, and ours
 * beside them for what FHIR has no word for. Read from {@code form.json} by {@link FormReader}, which refuses what does not fit.
 *
 * @param code as the law prints it, such as {@code 01/BV1}
 * @param law which article or annex prescribes it
 * @param confirmed whether its items were compared with the official print; if not, screen and print say so
 * @param mandatory whether a record of its classes is incomplete without it
 * @param once whether a folder holds one at most
 * @param handedOut whether patients or other facilities get it, so that nothing may be abbreviated
 * @param results which results that other systems sent are printed on it; null for a form that people fill in
 */
@JsonInclude(Include.NON_EMPTY)
public record Form(
        String url,
        String code,
        String version,
        String title,
        String titleEn,
        String law,
        Effective effective,
        boolean confirmed,
        Kind kind,
        Group group,
        Set<Setting> classes,
        boolean mandatory,
        boolean once,
        boolean handedOut,
        List<Signer> signers,
        boolean landscape,
        Results results,
        List<Item> item) {

    public Form {
        classes = classes == null ? Set.of() : Set.copyOf(classes);
        signers = signers == null ? List.of() : List.copyOf(signers);
        item = item == null ? List.of() : List.copyOf(item);
    }

    /** Whether the hospital drew it: {@code 1.2} is its second version, which takes the place of the shipped version 1. */
    @JsonIgnore
    public boolean own() {
        return version.contains(".");
    }

    /** Which of the hospital's versions it is; 0 for a shipped one. */
    int number() {
        return own() ? Integer.parseInt(version.substring(version.indexOf('.') + 1)) : 0;
    }

    /** The same on other days, and with what the hospital says of its items. */
    Form as(Effective days, boolean compared) {
        return new Form(
                url, code, version, title, titleEn, law, days, compared, kind, group, classes, mandatory, once,
                handedOut, signers, landscape, results, item);
    }

    /** What the law calls it. */
    public enum Kind {
        /** Bệnh án (TT 32/2023/TT-BYT, annex XXVIII). */
        RECORD,
        /** Phiếu, tờ (annex XXIX). */
        SHEET,
        /** Giấy that is issued. */
        PAPER
    }

    /** The tab of the folder under which it lies. */
    public enum Group {
        ADMIN,
        HISTORY,
        TREATMENT,
        CARE,
        RESULT,
        SURGERY,
        CONSENT,
        DISCHARGE
    }

    /** The records to which it belongs. */
    public enum Setting {
        INPATIENT,
        DAY,
        OUTPATIENT,
        /** Of a commune health station. */
        COMMUNE
    }

    /** The days on which it is the version in force. @param end the last one; null: it still is */
    @JsonInclude(Include.NON_NULL)
    public record Effective(LocalDate start, LocalDate end) {
        /** Whether the day is one of them. */
        public boolean holds(LocalDate day) {
            return !day.isBefore(start) && (end == null || !day.isAfter(end));
        }
    }

    /**
     * Results that are printed on it: the form with the longest word that stands in a result's title prints it, else the one that
     * names its category.
     *
     * @param categories of the sender (HL7 table 0074)
     * @param words of the title, without accents and in small letters
     */
    @JsonInclude(Include.NON_EMPTY)
    public record Results(Set<String> categories, List<String> words) {
        public Results {
            categories = categories == null ? Set.of() : Set.copyOf(categories);
            words = words == null ? List.of() : List.copyOf(words);
        }
    }

    /**
     * Who signs it, under which words.
     *
     * @param after the group of the top level below which the place of the signature stands; null: at the end
     * @param order who signs first, 1 to 9; null: as usual for the role ({@link SigningPlace})
     * @param optional whether a record is complete without it; null: it is not
     * @param methods how a patient, or who signs for them, may confirm here; null: in every way
     */
    @JsonInclude(Include.NON_NULL)
    public record Signer(
            String role,
            String text,
            String textEn,
            String after,
            Integer order,
            Boolean optional,
            List<SigningMethod> methods) {}

    /** What an item asks for. */
    public enum Type {
        @JsonProperty("group")
        GROUP,
        /** Words for the reader; no answer. */
        @JsonProperty("display")
        DISPLAY,
        @JsonProperty("boolean")
        BOOLEAN,
        @JsonProperty("integer")
        INTEGER,
        @JsonProperty("decimal")
        DECIMAL,
        @JsonProperty("date")
        DATE,
        @JsonProperty("dateTime")
        DATE_TIME,
        @JsonProperty("time")
        TIME,
        /** One line. */
        @JsonProperty("string")
        STRING,
        /** Lines. */
        @JsonProperty("text")
        TEXT,
        @JsonProperty("choice")
        CHOICE,
        /** One of the options, or words. */
        @JsonProperty("open-choice")
        OPEN_CHOICE;

        /** Whether it is a number. */
        public boolean number() {
            return this == INTEGER || this == DECIMAL;
        }

        /** Whether it is chosen among options or from a catalogue. */
        public boolean choice() {
            return this == CHOICE || this == OPEN_CHOICE;
        }
    }

    /** How it is laid out; a line of its own unless said. */
    public enum Layout {
        @JsonProperty("line")
        LINE,
        @JsonProperty("columns-2")
        COLUMNS_2,
        @JsonProperty("columns-3")
        COLUMNS_3,
        /** Options as numbered boxes. */
        @JsonProperty("boxes")
        BOXES,
        /** Rows, a column for each item. */
        @JsonProperty("table")
        TABLE,
        /** Rows drawn as the chart of vital signs. */
        @JsonProperty("vital-grid")
        VITAL_GRID,
        /** Marks on the outline of a body. */
        @JsonProperty("body")
        BODY,
        @JsonProperty("eye")
        EYE,
        @JsonProperty("tooth")
        TOOTH,
        /** Rows with an author and a time each, never changed, only struck out. */
        @JsonProperty("entries")
        ENTRIES;

        /** Whether only a repeating group can be laid out so. */
        boolean ofRows() {
            return compareTo(TABLE) >= 0;
        }
    }

    /** One of the answers to choose from. */
    @JsonInclude(Include.NON_NULL)
    public record Option(String code, String display, String displayEn) {}

    /** What is computed, of which items in their order. */
    public record Calculated(Calculation.Function function, List<String> of) {
        public Calculated {
            of = of == null ? List.of() : List.copyOf(of);
        }
    }

    /**
     * One item.
     *
     * @param linkId its name for ever, also in answers
     * @param prefix its number as printed, such as {@code 12.}
     * @param required warned of in care, demanded when the record is closed
     * @param unit as printed; {@code unitCode} in UCUM
     * @param prefill which fact of the record answers it until a person does, one of {@link Prefill#PATHS}
     */
    @JsonInclude(Include.NON_EMPTY)
    public record Item(
            String linkId,
            String prefix,
            String text,
            String textEn,
            Type type,
            @JsonInclude(Include.NON_DEFAULT) boolean required,
            @JsonInclude(Include.NON_DEFAULT) boolean repeats,
            Integer maxLength,
            BigDecimal minValue,
            BigDecimal maxValue,
            Integer decimals,
            String unit,
            String unitCode,
            List<Option> answerOption,
            String catalogue,
            List<EnableWhen> enableWhen,
            EnableWhen.Behavior enableBehavior,
            Calculated calculated,
            String prefill,
            @JsonInclude(Include.NON_DEFAULT) boolean readOnly,
            String hint,
            Layout layout,
            List<Item> item) {
        public Item {
            answerOption = answerOption == null ? List.of() : List.copyOf(answerOption);
            enableWhen = enableWhen == null ? List.of() : List.copyOf(enableWhen);
            item = item == null ? List.of() : List.copyOf(item);
        }

        /** Whether it is a repeating group, whose answers are rows. */
        @JsonIgnore
        public boolean rows() {
            return type == Type.GROUP && repeats;
        }

        /** Whether its rows are entries. */
        @JsonIgnore
        public boolean entries() {
            return layout == Layout.ENTRIES;
        }

        /** The items that are answered where this one stands: itself, or those in a group that does not repeat. */
        Stream<Item> answered() {
            return switch (type) {
                case DISPLAY -> Stream.empty();
                case GROUP -> repeats ? Stream.of(this) : item.stream().flatMap(Item::answered);
                default -> Stream.of(this);
            };
        }
    }

    /** The items that have answers of their own at the top level, in their order: plain ones and repeating groups. */
    public List<Item> answered() {
        return item.stream().flatMap(Item::answered).toList();
    }

    /** A repeating group of the top level. */
    public Optional<Item> rows(String linkId) {
        return answered().stream()
                .filter(i -> i.rows() && i.linkId().equals(linkId))
                .findFirst();
    }
}
