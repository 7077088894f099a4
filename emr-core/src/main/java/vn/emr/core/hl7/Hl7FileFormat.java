package vn.emr.core.hl7;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;

/** Files of HL7 v2 messages, with or without MLLP frames and batch segments; gone on with at any byte. */
@ApplicationScoped
public class Hl7FileFormat implements FileFormat {
    private static final Pattern BEGINS = Pattern.compile("\\x0B?(MSH|FHS|BHS)[^A-Za-z0-9]");

    private final Hl7Translator translator;

    @Inject
    public Hl7FileFormat(Hl7Translator translator) {
        this.translator = translator;
    }

    @Override
    public Translator translator() {
        return translator;
    }

    @Override
    public boolean begins(byte[] head) {
        return BEGINS.matcher(new String(head, StandardCharsets.ISO_8859_1)).lookingAt();
    }

    @Override
    public Messages open(InputStream file) throws IOException {
        return open(file, Place.START);
    }

    @Override
    public Messages open(InputStream file, Place behind) throws IOException {
        return new MessageFile(file, behind);
    }

    @Override
    public Delivery refused(Message message, String door, String peer, Sources sources) {
        return translator.refused(message.bytes(), door, peer, sources, message.refusal());
    }

    @Override
    public boolean answersInKind() {
        return true;
    }
}
