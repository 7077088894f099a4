package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.ClinicalDocument;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Coverage;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.Immunization;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.OrderDetails;
import vn.emr.core.record.ParentResult;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.Statement;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;

/**
 * What a system tells us, in the record's own words. A translator makes notices from bytes and knows no table, rule or
 * transaction; the rules decide what a notice changes. Null (or an empty list) means "not said".
 */
public sealed interface Notice {
    /** Whom it speaks of. */
    PatientRef who();

    /** When the sender says it happened; decides between older and newer statements. */
    Instant stated();

    /** Documents whose bytes it carries. */
    default List<StatedDocument> documents() {
        return List.of();
    }

    /**
     * A person as the sender names them. Only identifiers match, never the name; a blank identifier is left out by the
     * translator.
     */
    record PatientRef(List<Identifier> identifiers) {}

    /**
     * Creates or updates a person.
     *
     * @param provisional the sender itself says the identity is not known yet
     */
    record PatientStated(PatientRef who, Instant stated, Demographics demographics, boolean provisional)
            implements Notice {}

    /**
     * A visit and one movement in it.
     *
     * @param visitNumber the source's number (PV1-19, else the account number), never blank
     * @param movementKey ZBE-1 when sent, else null; a cancelling event takes back the movement it names
     * @param erased facts explicitly emptied ({@code ""} in HL7 v2)
     * @param historic an insertion or correction of the past (ZBE-5): says nothing about how things are now
     * @param departmentCode as sent (PV1-3.1)
     */
    record VisitStated(
            PatientRef who,
            Instant stated,
            String visitNumber,
            VisitEvent event,
            EncounterClass encounterClass,
            TimePoint occurred,
            TimePoint start,
            TimePoint end,
            String movementKey,
            boolean historic,
            String facilityCode,
            String departmentCode,
            String room,
            String bed,
            String attendingDoctor,
            String reason,
            Set<Fact> erased)
            implements Notice {

        /** Facts a sender may explicitly empty. */
        public enum Fact {
            START,
            END,
            ATTENDING_DOCTOR,
            REASON
        }
    }

    /** The loser's number now means the survivor (ADT A40, A18, A24, A30, A34, A36, A47). */
    record PatientsMerged(PatientRef who, Instant stated, PatientRef loser) implements Notice {}

    /** The two numbers mean two people again (ADT A37): the link is taken back, and nothing else ever changed. */
    record PatientsUnmerged(PatientRef who, Instant stated, PatientRef loser) implements Notice {}

    /**
     * A visit was given to another patient, another number, or both (ADT A44, A45).
     *
     * @param who the patient it is of from now on
     * @param from the patient it was said to be of
     * @param visitNumber by which it was known
     * @param newNumber by which it is known from now on; the same when it keeps its number
     */
    record VisitMoved(PatientRef who, Instant stated, PatientRef from, String visitNumber, String newNumber)
            implements Notice {}

    /**
     * Two visits of one patient were one (ADT A35, A36, A41, A42).
     *
     * @param visitNumber the one that stays
     * @param loser the one that now shows as it
     * @param needed whether the message has to wait until both are known
     */
    record VisitsMerged(PatientRef who, Instant stated, String visitNumber, String loser, boolean needed)
            implements Notice {}

    /**
     * A patient number, with everything under it, was of another person than was said before (ADT A43).
     *
     * @param who the person it is of
     * @param number the number that was said to be of {@code from}
     */
    record NumberMoved(PatientRef who, Instant stated, PatientRef number, PatientRef from) implements Notice {}

    /**
     * Diagnoses of a visit.
     *
     * @param visitNumber may be null
     */
    record ConditionsStated(PatientRef who, Instant stated, String visitNumber, List<StatedCondition> conditions)
            implements Notice {}

    /**
     * An order, or what became of one.
     *
     * @param who without any number only in an answer to an order of ours, which is found by its own number
     * @param placerNumber or {@code fillerNumber}: one of them is there
     * @param status null when nothing was said of it
     * @param details null when only a state was said
     */
    record OrderStated(
            PatientRef who,
            Instant stated,
            String visitNumber,
            String placerNumber,
            String fillerNumber,
            String accession,
            String category,
            Coded code,
            ServiceOrder.Status status,
            TimePoint ordered,
            String requester,
            String departmentCode,
            OrderDetails details)
            implements Notice {}

    /**
     * The answer to a message of ours (ORL, ORR, ACK), on the connection that asked or later at a door.
     *
     * @param who nobody: an answer is found by the message it names
     * @param asked MSA-2, the number of our message
     */
    record OrderAnswered(PatientRef who, Instant stated, String asked, OrderReply reply) implements Notice {}

    /**
     * A result set.
     *
     * @param sent when the message was sent; null when that is {@code stated}
     * @param reportKey filler number, else placer number, with the panel code: the same on every repeat
     * @param parent the value of another report that this one says more about, else null
     */
    record ReportStated(
            PatientRef who,
            Instant stated,
            Instant sent,
            String visitNumber,
            String reportKey,
            String placerNumber,
            String fillerNumber,
            String category,
            Coded code,
            ResultStatus status,
            TimePoint effective,
            TimePoint issued,
            String performer,
            Coded specimen,
            List<StatedObservation> observations,
            List<StatedDocument> documents,
            List<String> notes,
            ParentResult parent)
            implements Notice {

        /** A report of its own, stated when it was sent. */
        public ReportStated(
                PatientRef who,
                Instant stated,
                String visitNumber,
                String reportKey,
                String placerNumber,
                String fillerNumber,
                String category,
                Coded code,
                ResultStatus status,
                TimePoint effective,
                TimePoint issued,
                String performer,
                Coded specimen,
                List<StatedObservation> observations,
                List<StatedDocument> documents,
                List<String> notes) {
            this(
                    who,
                    stated,
                    null,
                    visitNumber,
                    reportKey,
                    placerNumber,
                    fillerNumber,
                    category,
                    code,
                    status,
                    effective,
                    issued,
                    performer,
                    specimen,
                    observations,
                    documents,
                    notes,
                    null);
        }

        /** How settled the report as a whole is said to be. */
        public Statement statement() {
            return new Statement(status, stated, sent);
        }
    }

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
            implements Notice {
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
            implements Notice {}

    /**
     * A vaccination (VXU).
     *
     * @param key its number, else made from time and vaccine
     */
    record ImmunizationStated(
            PatientRef who, Instant stated, String visitNumber, String key, Immunization.Details details)
            implements Notice {}

    /**
     * A health insurance card.
     *
     * @param key the card's number with the day it holds from
     */
    record CoverageStated(PatientRef who, Instant stated, String visitNumber, String key, Coverage.Details details)
            implements Notice {}

    /**
     * Facts of a visit: medicines, services, notes, papers.
     *
     * @param visitNumber null when they belong to no visit
     * @param whole each fact is told in full: what it leaves open is empty, and not as an older statement has it
     */
    record FactsStated(PatientRef who, Instant stated, String visitNumber, List<StatedFact> facts, boolean whole)
            implements Notice {
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
            implements Notice {}

    /** A study in an image archive; filed under a provisional person when nobody matches. */
    record StudyStated(
            PatientRef who,
            Instant stated,
            String studyUid,
            String accession,
            TimePoint started,
            List<String> modalities,
            String description,
            List<ImagingStudy.Series> series,
            int instances,
            boolean available,
            ImagingStudy.ReceivedIdentity received)
            implements Notice {}

    /** A patient number issued by {@code system}. */
    static Identifier patientNumber(String system, String value) {
        return new Identifier(IdentifierKind.PATIENT_NUMBER, system, value, true);
    }
}
