package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/** Appointments, SIU of versions 2.3 to 2.8 (HL7 v2 chapter 10): new, moved, changed, cancelled, deleted, missed. */
@ApplicationScoped
public class SiuTranslator implements MessageTranslator {
    private static final Set<String> EVENTS = Set.of("S12", "S13", "S14", "S15", "S16", "S17", "S26");

    @Override
    public String code() {
        return "SIU";
    }

    @Override
    public Set<String> triggers() {
        return EVENTS;
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        AboutPatient about = AboutPatient.of(message, source, receivedAt);
        return about.reading(List.of(new AppointmentSegments(message, about).appointment()), 0);
    }
}
