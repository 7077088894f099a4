package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * A note on the course of a visit (diễn biến lâm sàng), with the consultation or surgery it reports.
 *
 * @param key what makes it the same one on a repeat
 */
public record ClinicalNote(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String visitNumber,
        String key,
        Details details,
        Provenance origin)
        implements VisitFact<ClinicalNote.Details> {

    /** Whether it stands. */
    public enum Status {
        CURRENT,
        /** Told in error, or not told any more: hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /**
     * What was told.
     *
     * @param authors as sent: names or numbers of practice licences
     * @param stage the stage of the illness
     * @param vitalSigns what was measured
     * @param more what was said beside it, under its sender's names
     */
    public record Details(
            Status status,
            TimePoint written,
            List<String> authors,
            String text,
            String stage,
            String consultation,
            String surgery,
            List<VitalSign> vitalSigns,
            List<NamedValue> more)
            implements VisitFact.Details<Details> {
        public Details {
            authors = authors == null ? List.of() : List.copyOf(authors);
            vitalSigns = vitalSigns == null ? List.of() : List.copyOf(vitalSigns);
            more = more == null ? List.of() : List.copyOf(more);
        }

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    written == null ? older.written : written,
                    authors.isEmpty() ? older.authors : authors,
                    text == null ? older.text : text,
                    stage == null ? older.stage : stage,
                    consultation == null ? older.consultation : consultation,
                    surgery == null ? older.surgery : surgery,
                    vitalSigns.isEmpty() ? older.vitalSigns : vitalSigns,
                    more.isEmpty() ? older.more : more);
        }

        @Override
        public boolean stands() {
            return status != Status.ENTERED_IN_ERROR;
        }

        @Override
        public Details takenBack() {
            return new Details(
                    Status.ENTERED_IN_ERROR, written, authors, text, stage, consultation, surgery, vitalSigns, more);
        }
    }

    @Override
    public ClinicalNote restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new ClinicalNote(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.CLINICAL_NOTE;
    }
}
