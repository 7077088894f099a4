package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import vn.emr.core.record.Coded;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.ImagingStudy;
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
public sealed interface Notice
        permits LinkNotice,
                ToldNotice,
                Notice.PatientStated,
                Notice.VisitStated,
                Notice.ConditionsStated,
                Notice.OrderStated,
                Notice.OrderAnswered,
                Notice.ReportStated,
                Notice.StudyStated {
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
        /** The same report with another time of sending, other values and other documents. */
        public ReportStated with(
                Instant otherSent, List<StatedObservation> otherObservations, List<StatedDocument> otherDocuments) {
            return new ReportStated(
                    who,
                    stated,
                    otherSent,
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
                    otherObservations,
                    otherDocuments,
                    notes,
                    parent);
        }

        /** How settled the report as a whole is said to be. */
        public Statement statement() {
            return new Statement(status, stated, sent);
        }
    }

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
