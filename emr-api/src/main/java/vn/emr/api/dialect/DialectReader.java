package vn.emr.api.dialect;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.hl7.dialect.Dialects;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** Reads messages as from a sender with one dialect that may send everything. */
final class DialectReader {
    private static final String ENDING = ".json";

    private final Hl7Translator translator;
    private final Source source = new Source();

    /**
     * @param named a dialect of this server, or a file of one
     * @param own folder of the hospital's dialects
     * @throws Refusal when there is none, or its file is refused
     */
    DialectReader(String named, Path own, Iterable<MessageTranslator> translators, Clock clock) {
        boolean file = named.endsWith(ENDING);
        Path path = Path.of(named).toAbsolutePath();
        String last = path.getFileName().toString();
        String name = file ? last.substring(0, last.length() - ENDING.length()) : named;
        Dialects dialects = new Dialects(file ? path.getParent() : own);
        dialects.states().stream()
                .filter(state -> state.name().equals(name) && state.fault() != null)
                .findFirst()
                .ifPresent(state -> {
                    throw new Refusal(
                            Code.MALFORMED_FIELD,
                            name + ENDING + " is refused: " + state.fault()
                                    + (state.pointer() == null ? "" : " at " + state.pointer()));
                });
        if (dialects.states().stream().noneMatch(state -> state.name().equals(name))) {
            throw new Refusal(Code.NOT_FOUND, "There is no dialect " + named + "; see ./emr dialect list");
        }
        this.translator = new Hl7Translator(translators, dialects, clock);
        source.id = new UUID(0, 1);
        source.tenantId = new UUID(0, 2);
        source.name = "check";
        source.kind = "OTHER";
        source.door = "check";
        source.allowedTypes = "*";
        source.zone = "Asia/Ho_Chi_Minh";
        source.patientDomain = "CHECK";
        source.parkedAnswer = "AA";
        source.settings = Map.of();
        source.dialect = name;
        source.enabled = true;
    }

    String name() {
        return source.dialect;
    }

    Delivery read(byte[] message) {
        return translator.read(message, source.door, "check", Sources.only(source));
    }
}
