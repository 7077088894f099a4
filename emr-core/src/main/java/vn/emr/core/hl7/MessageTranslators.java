package vn.emr.core.hl7;

import java.util.Locale;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** Which translator reads a message: by its type (MSH-9.1) and its event (MSH-9.2). */
record MessageTranslators(Iterable<MessageTranslator> all) {
    /** MSH-9.2; the oldest senders leave it out and name the event in EVN-1, or it goes without saying. */
    String trigger(Hl7Message message) {
        String trigger = message.header().trigger();
        if (!trigger.isEmpty()) {
            return trigger;
        }
        String event =
                message.first("EVN").map(evn -> evn.value(1).strip()).orElse("").toUpperCase(Locale.ROOT);
        if (!event.isEmpty()) {
            return event;
        }
        for (MessageTranslator translator : all) {
            if (translator.code().equals(message.header().type())
                    && !translator.usualTrigger().isEmpty()) {
                return translator.usualTrigger();
            }
        }
        return "";
    }

    boolean anyReads(String code, String trigger) {
        for (MessageTranslator translator : all) {
            if (translator.code().equals(code) && translator.triggers().contains(trigger)) {
                return true;
            }
        }
        return false;
    }

    /** The one that reads this; none for a type that is only kept. What does not even say its type is refused. */
    Optional<MessageTranslator> of(String code, String trigger) {
        boolean codeKnown = false;
        for (MessageTranslator translator : all) {
            codeKnown |= translator.code().equals(code);
            if (translator.code().equals(code) && translator.triggers().contains(trigger)) {
                return Optional.of(translator);
            }
        }
        if (code.isEmpty()) {
            throw new Refusal(
                    Code.UNSUPPORTED_MESSAGE, "The message does not name its type; it is kept.", "MSH[1]-9[1].1");
        }
        if (codeKnown && trigger.isEmpty()) {
            throw new Refusal(
                    Code.UNSUPPORTED_EVENT, "The message does not name its event; it is kept.", "MSH[1]-9[1].2");
        }
        return Optional.empty();
    }
}
