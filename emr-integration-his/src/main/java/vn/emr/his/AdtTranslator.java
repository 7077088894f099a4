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
import vn.emr.core.intake.Notice.VisitEvent;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/** People and visits, ADT of versions 2.2 to 2.8 (HL7 v2 chapter 3, IHE PAM): the events below, and the merge A40. */
@ApplicationScoped
public class AdtTranslator implements MessageTranslator {
    /** What happened to the visit; A28 and A31 speak of the person only. */
    static final Map<String, VisitEvent> VISIT_EVENTS = Map.ofEntries(
            entry("A01", VisitEvent.ADMITTED),
            entry("A02", VisitEvent.TRANSFERRED),
            entry("A03", VisitEvent.DISCHARGED),
            entry("A04", VisitEvent.REGISTERED),
            entry("A05", VisitEvent.PLANNED),
            entry("A08", VisitEvent.UPDATED),
            entry("A11", VisitEvent.ADMISSION_CANCELLED),
            entry("A12", VisitEvent.TRANSFER_CANCELLED),
            entry("A13", VisitEvent.DISCHARGE_CANCELLED));

    static final String ADD_PERSON = "A28";
    static final String UPDATE_PERSON = "A31";
    static final String MERGE = "A40";

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
        all.addAll(Set.of(ADD_PERSON, UPDATE_PERSON, MERGE));
        return Collections.unmodifiableSet(all);
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        return new AdtMessage(message, source, receivedAt).reading();
    }
}
