package vn.emr.core.anamnesis;

import java.time.Instant;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Allergy.Category;
import vn.emr.core.record.Allergy.Certainty;
import vn.emr.core.record.Allergy.Kind;
import vn.emr.core.record.Allergy.Severity;
import vn.emr.core.record.Allergy.Status;
import vn.emr.core.record.Coded;

/**
 * An allergy as a person states it.
 *
 * @param kind ALLERGY or INTOLERANCE
 * @param code of the catalogue {@code medicines}; null for free words
 * @param substance its words
 * @param reactions each a line
 * @param onset a year, a month or a day ({@code 2019}, {@code 2019-05}, {@code 2019-05-20})
 */
public record AllergyForm(
        Kind kind,
        Category category,
        String code,
        String substance,
        List<String> reactions,
        Severity severity,
        Certainty certainty,
        String onset,
        String note) {
    /** The catalogue of which a coded substance is. */
    static final String CATALOGUE = "medicines";

    private static final int LONGEST_SUBSTANCE = 200;
    private static final int LONGEST_CODE = 40;
    private static final int LONGEST_REACTION = 100;
    private static final int MOST_REACTIONS = 10;
    private static final int LONGEST_NOTE = 500;

    /**
     * As the record keeps it.
     *
     * @throws Refusal with pointers to what is missing or does not fit
     */
    Allergy.Details checked(Status status, Instant now) {
        if (kind == null || category == null || substance == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING,
                    "what kind it is, of which category and the substance",
                    "/kind",
                    "/category",
                    "/substance");
        }
        if (kind == Kind.NONE_KNOWN) {
            throw new Refusal(Code.MALFORMED_FIELD, "an allergy or an intolerance", "/kind");
        }
        String coded = Words.line(code, LONGEST_CODE, "/code");
        if (coded != null && category != Category.DRUG) {
            throw new Refusal(Code.MALFORMED_FIELD, "only drugs have a code", "/code");
        }
        return new Allergy.Details(
                kind,
                category,
                new Coded(
                        coded,
                        coded == null ? "" : CATALOGUE,
                        Words.needed(substance, 2, LONGEST_SUBSTANCE, "/substance")),
                linesOfReactions(),
                severity,
                certainty,
                Since.of(onset, now, "/onset"),
                Words.line(note, LONGEST_NOTE, "/note"),
                status);
    }

    private List<String> linesOfReactions() {
        List<String> sent = reactions == null ? List.of() : reactions;
        if (sent.size() > MOST_REACTIONS) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most ten reactions", "/reactions");
        }
        return sent.stream()
                .map(one -> Words.line(one, LONGEST_REACTION, "/reactions"))
                .filter(one -> one != null)
                .distinct()
                .toList();
    }
}
