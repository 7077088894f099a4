package vn.emr.core.chart;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import vn.emr.core.access.Grant;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.NounKind;
import vn.emr.core.store.Transaction;

/** The allergies of a chart, the worst first, and which of three things is known: nothing, that there are none, or which. */
public final class AllergyList {
    private static final int MOST = 500;

    private AllergyList() {}

    /** What is known of a person's allergies. */
    public enum Known {
        /** Nobody recorded anything (chưa ghi nhận): it does not say that there are none. */
        NOT_RECORDED,
        /** Somebody asked, and none is known. */
        NONE_KNOWN,
        LISTED
    }

    /**
     * One of them.
     *
     * @param code of the catalogue {@code system}; null for free words
     * @param here people stated it here and may change it here; else a system tells it
     */
    public record Line(
            UUID id,
            int version,
            Allergy.Kind kind,
            Allergy.Category category,
            String code,
            String system,
            String substance,
            List<String> reactions,
            Allergy.Severity severity,
            Allergy.Certainty certainty,
            When onset,
            String note,
            Allergy.Status status,
            boolean here,
            String reason,
            Origin origin) {
        /** A version as it is shown. */
        public static Line of(Allergy a) {
            Allergy.Details d = a.details();
            return new Line(
                    a.id(),
                    a.version(),
                    d.kind(),
                    d.category(),
                    d.substance() == null ? null : d.substance().code(),
                    d.substance() == null ? null : d.substance().system(),
                    d.substance() == null ? null : d.substance().shown(),
                    d.reactions(),
                    d.severity(),
                    d.certainty(),
                    When.of(d.onset()),
                    d.note(),
                    d.status(),
                    a.sourceId() == null,
                    a.reason(),
                    Origin.of(a.origin()));
        }
    }

    /**
     * What is known.
     *
     * @param noneKnown who stated when that none is known, while that holds; else null
     * @param allergies those that stand
     */
    public record Standing(Known known, Line noneKnown, List<Line> allergies) {
        /** @param all of a person, as {@link AllergyList#all} has them */
        public static Standing of(List<Allergy> all) {
            List<Line> standing =
                    all.stream().filter(Allergy::stands).map(Line::of).toList();
            Line none = all.stream()
                    .filter(a -> a.noneKnownBeside(all))
                    .max(Comparator.comparing(a -> a.origin().recorded()))
                    .map(Line::of)
                    .orElse(null);
            Known known = !standing.isEmpty() ? Known.LISTED : none != null ? Known.NONE_KNOWN : Known.NOT_RECORDED;
            return new Standing(known, none, standing);
        }
    }

    /** As they are kept. */
    public static final Kept<Allergy> KEPT = Kept.ofPerson(NounKind.ALLERGY, Allergy.class, "allergy", "allergy_id");

    /** All that was ever stated, also what was taken back: what stands first, of that the worst first. */
    public static List<Allergy> all(Transaction t, Grant grant) {
        return KEPT.found(t, grant, """
                order by n.status = 'ACTIVE' desc,
                         array_position(array['LIFE_THREATENING', 'SEVERE', 'MODERATE', 'MILD'], n.severity) nulls last,
                         n.revised_at desc, n.allergy_id
                limit ?
                """, MOST);
    }

    static Standing read(Transaction t, Grant grant) {
        return Standing.of(all(t, grant));
    }
}
