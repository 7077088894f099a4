package vn.emr.his;

import static java.util.Map.entry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;
import vn.emr.core.record.VisitEvent;

/** People and visits, ADT of versions 2.2 to 2.8 (HL7 v2 chapter 3; IHE PAM ITI-30 and ITI-31). */
@ApplicationScoped
public class AdtTranslator implements MessageTranslator {
    /** What happened to the visit; A28, A31 and A60 speak of the person only. */
    static final Map<String, VisitEvent> VISIT_EVENTS = Map.ofEntries(
            entry("A01", VisitEvent.ADMITTED),
            entry("A02", VisitEvent.TRANSFERRED),
            entry("A03", VisitEvent.DISCHARGED),
            entry("A04", VisitEvent.REGISTERED),
            entry("A05", VisitEvent.PLANNED),
            entry("A06", VisitEvent.BECAME_INPATIENT),
            entry("A07", VisitEvent.BECAME_OUTPATIENT),
            entry("A08", VisitEvent.UPDATED),
            entry("A09", VisitEvent.DEPARTED),
            entry("A10", VisitEvent.ARRIVED),
            entry("A11", VisitEvent.ADMISSION_CANCELLED),
            entry("A12", VisitEvent.TRANSFER_CANCELLED),
            entry("A13", VisitEvent.DISCHARGE_CANCELLED),
            entry("A14", VisitEvent.ADMISSION_EXPECTED),
            entry("A15", VisitEvent.TRANSFER_EXPECTED),
            entry("A16", VisitEvent.DISCHARGE_EXPECTED),
            entry("A21", VisitEvent.WENT_ON_LEAVE),
            entry("A22", VisitEvent.RETURNED),
            entry("A23", VisitEvent.VISIT_CANCELLED),
            entry("A25", VisitEvent.DISCHARGE_EXPECTED_CANCELLED),
            entry("A26", VisitEvent.TRANSFER_EXPECTED_CANCELLED),
            entry("A27", VisitEvent.ADMISSION_EXPECTED_CANCELLED),
            entry("A32", VisitEvent.ARRIVAL_CANCELLED),
            entry("A33", VisitEvent.DEPARTURE_CANCELLED),
            entry("A38", VisitEvent.PLAN_CANCELLED),
            entry("A52", VisitEvent.LEAVE_CANCELLED),
            entry("A53", VisitEvent.RETURN_CANCELLED),
            entry("A54", VisitEvent.DOCTOR_CHANGED),
            entry("A55", VisitEvent.DOCTOR_CHANGE_CANCELLED));

    static final String ADD_PERSON = "A28";
    static final String UPDATE_PERSON = "A31";
    /** The person's allergies changed. */
    static final String UPDATE_ALLERGIES = "A60";

    static final String LINK = "A24";
    static final String UNLINK = "A37";
    /** A past movement is inserted, corrected or taken back; ZBE-6 names its event (IHE PAM, historic movements). */
    static final String MOVEMENT_CORRECTED = "Z99";

    /** PID is who stays, MRG-1 the number that goes: of people, their numbers or their accounts, in all versions. */
    static final Set<String> MERGES = Set.of("A18", "A30", "A34", "A36", "A40", "A47");

    /** Merges the people and one account of each. */
    static final String MERGE_WITH_ACCOUNT = "A36";

    /** A visit or account goes from the patient in MRG-1 to the one in PID. */
    static final Set<String> VISIT_MOVES = Set.of("A44", "A45");

    /** Two visits or accounts of one patient were one: MRG names the one that goes. */
    static final Set<String> VISIT_MERGES = Set.of("A35", "A41", "A42");

    /** A number goes from the person in MRG-4 to the one in PID-2. */
    static final String NUMBER_MOVED = "A43";

    /** Two patients change places: each lies where PV1-3 says from now on. */
    static final String SWAP = "A17";

    private static final Set<String> EVENTS = events();

    @Override
    public String code() {
        return "ADT";
    }

    @Override
    public Set<String> triggers() {
        return EVENTS;
    }

    private static Set<String> events() {
        Set<String> all = new TreeSet<>(VISIT_EVENTS.keySet());
        all.addAll(MERGES);
        all.addAll(VISIT_MOVES);
        all.addAll(VISIT_MERGES);
        all.addAll(Set.of(
                ADD_PERSON, UPDATE_PERSON, UPDATE_ALLERGIES, LINK, UNLINK, MOVEMENT_CORRECTED, NUMBER_MOVED, SWAP));
        return Collections.unmodifiableSet(all);
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        return new AdtMessage(message, source, receivedAt).reading();
    }
}
