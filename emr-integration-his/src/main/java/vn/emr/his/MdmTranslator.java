package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/** Documents, MDM of versions 2.3 to 2.8 (HL7 v2 chapter 9): new, changed, added to, replaced, taken back. */
@ApplicationScoped
public class MdmTranslator implements MessageTranslator {
    private static final Set<String> EVENTS = Set.of("T02", "T03", "T04", "T06", "T08", "T10", "T11");

    @Override
    public String code() {
        return "MDM";
    }

    @Override
    public Set<String> triggers() {
        return EVENTS;
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        AboutPatient about = AboutPatient.of(message, source, receivedAt);
        return about.reading(
                new DocumentSegments(message, about).read(),
                message.segments("OBX").size());
    }
}
