package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.NounKind;

/** What a system tells of a person under a number of its own: documents, appointments, cards, facts of a visit. */
public sealed interface ToldNotice extends Notice {
    /**
     * A document that comes by itself (MDM).
     *
     * @param key the sender's number of it; a repeat is a new version of the same document
     * @param document without content when only its status or title is told
     * @param relation how it belongs to the document {@code relatedKey}, or null
     * @param values OBX segments its text was made of
     */
    record DocumentStated(
            PatientRef who,
            Instant stated,
            String visitNumber,
            String key,
            StatedDocument document,
            String author,
            ClinicalDocument.Relation relation,
            String relatedKey,
            int values)
            implements ToldNotice {
        @Override
        public List<StatedDocument> documents() {
            return document.content() == null ? List.of() : List.of(document);
        }
    }

    /**
     * An appointment (SIU).
     *
     * @param key the scheduling system's number of it
     */
    record AppointmentStated(
            PatientRef who, Instant stated, String visitNumber, String key, Appointment.Details details)
            implements ToldNotice {}

    /**
     * A vaccination (VXU).
     *
     * @param key its number, else made from time and vaccine
     */
    record ImmunizationStated(
            PatientRef who, Instant stated, String visitNumber, String key, Immunization.Details details)
            implements ToldNotice {}

    /**
     * A health insurance card.
     *
     * @param key the card's number with the day it holds from
     */
    record CoverageStated(PatientRef who, Instant stated, String visitNumber, String key, Coverage.Details details)
            implements ToldNotice {}

    /** Allergies of a person, in whatever visit they were told; what is left out stays as it is. */
    record AllergiesStated(PatientRef who, Instant stated, List<StatedAllergy> allergies) implements ToldNotice {}

    /**
     * Facts of a visit: medicines, services, notes, papers.
     *
     * @param visitNumber null when they belong to no visit
     * @param whole each fact is told in full: what it leaves open is empty, and not as an older statement has it
     */
    record FactsStated(PatientRef who, Instant stated, String visitNumber, List<StatedFact> facts, boolean whole)
            implements ToldNotice {
        /** Facts of which a later statement may say only what changed. */
        public FactsStated(PatientRef who, Instant stated, String visitNumber, List<StatedFact> facts) {
            this(who, stated, visitNumber, facts, false);
        }

        /** The visit as the facts keep it, empty for none. */
        String visit() {
            return visitNumber == null ? "" : visitNumber;
        }
    }

    /**
     * The message told this visit as a whole: what the same system told of it before and does not tell here is taken back.
     * It is the last notice of its message.
     *
     * @param told the keys this message tells, by kind: facts, diagnoses (within the visit), reports and appointments
     */
    record WholeVisitStated(PatientRef who, Instant stated, String visitNumber, Map<NounKind, Set<String>> told)
            implements ToldNotice {}
}
