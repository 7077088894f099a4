package vn.emr.core.hl7;

import java.time.Instant;
import java.util.Set;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/**
 * Reads one kind of HL7 message into notices. Each door's module brings its own; {@link Hl7Translator} finds them. Pure: it
 * sees no table and no clock.
 */
public interface MessageTranslator {
    /** MSH-9.1, such as {@code ORU}. */
    String code();

    /** The events it reads, MSH-9.2, such as {@code R01}. */
    Set<String> triggers();

    /** The event that goes without saying where a sender leaves it out, as the oldest do; empty when none does. */
    default String usualTrigger() {
        return triggers().size() == 1 ? triggers().iterator().next() : "";
    }

    /**
     * What the message says.
     *
     * @param receivedAt stands in for times the message does not state
     * @throws Refusal when the message as a whole cannot be applied
     */
    Reading translate(Hl7Message message, Source source, Instant receivedAt);
}
