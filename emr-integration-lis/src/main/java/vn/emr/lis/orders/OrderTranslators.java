package vn.emr.lis.orders;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.util.Set;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;

/**
 * The order messages of HL7 v2 chapter 4: of the laboratory (OML), of imaging (OMI), and general ones (OMG, ORM); and the
 * answers to ours (ORL, ORR).
 */
public final class OrderTranslators {
    /** One message type; all are read alike. */
    record OrderTranslator(String code, Set<String> triggers) implements MessageTranslator {
        @Override
        public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
            return new OrderMessage(message, source, receivedAt).reading();
        }
    }

    /** Answers to orders of ours that come later, or on a connection of their own. */
    record AnswerTranslator(String code, Set<String> triggers) implements MessageTranslator {
        @Override
        public Reading translate(Hl7Message message, Source source, Instant receivedAt) {
            return OrderAnswers.read(message, source, receivedAt);
        }
    }

    @Produces
    @ApplicationScoped
    MessageTranslator laboratoryAnswer() {
        return new AnswerTranslator("ORL", Set.of("O22", "O34", "O36"));
    }

    @Produces
    @ApplicationScoped
    MessageTranslator generalAnswer() {
        return new AnswerTranslator("ORR", Set.of("O02"));
    }

    @Produces
    @ApplicationScoped
    public MessageTranslator laboratory() {
        return new OrderTranslator("OML", Set.of("O21", "O33", "O35"));
    }

    @Produces
    @ApplicationScoped
    MessageTranslator imaging() {
        return new OrderTranslator("OMI", Set.of("O23"));
    }

    @Produces
    @ApplicationScoped
    MessageTranslator general() {
        return new OrderTranslator("OMG", Set.of("O19"));
    }

    @Produces
    @ApplicationScoped
    MessageTranslator anyOrder() {
        return new OrderTranslator("ORM", Set.of("O01"));
    }
}
