package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/** Vaccinations, VXU^V04 of versions 2.3.1 to 2.8 (HL7 v2 chapter 4A). */
@ApplicationScoped
public class VxuTranslator implements MessageTranslator {
    @Override
    public String code() {
        return "VXU";
    }

    @Override
    public Set<String> triggers() {
        return Set.of("V04");
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        AboutPatient about = AboutPatient.of(message, source, receivedAt);
        List<Notice> all = new VaccinationSegments(about).read(message);
        return about.reading(all, message.segments("OBX").size());
    }
}
