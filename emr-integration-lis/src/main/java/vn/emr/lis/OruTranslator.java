package vn.emr.lis;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/**
 * Results in versions 2.2 to 2.8, one report per OBR, every OBX a value or a document of it: ORU^R01, displayed ones (R03)
 * and those from the bedside (R30 without an order, R31, R32 with one).
 */
@ApplicationScoped
public class OruTranslator implements MessageTranslator {
    @Override
    public String code() {
        return "ORU";
    }

    @Override
    public Set<String> triggers() {
        return Set.of("R01", "R03", "R30", "R31", "R32");
    }

    @Override
    public String usualTrigger() {
        return "R01";
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        return new ResultMessage(message, source, receivedAt, false).reading();
    }
}
