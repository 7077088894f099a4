package vn.emr.lis;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/** Results centred on a specimen (OUL^R22), its container (R23) or the order (R24): the same reports as those of ORU. */
@ApplicationScoped
public class OulTranslator implements MessageTranslator {
    @Override
    public String code() {
        return "OUL";
    }

    @Override
    public Set<String> triggers() {
        return Set.of("R22", "R23", "R24");
    }

    @Override
    public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
        return new ResultMessage(message, source, receivedAt, true).reading();
    }
}
