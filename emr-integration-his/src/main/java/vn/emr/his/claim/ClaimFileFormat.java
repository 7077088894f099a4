package vn.emr.his.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;

/** Claim files: GIAMDINHHS with one or many HOSO, in the limits of {@link ClaimStream}. */
@ApplicationScoped
public class ClaimFileFormat implements FileFormat {
    private final ClaimTranslator translator;

    @Inject
    public ClaimFileFormat(ClaimTranslator translator) {
        this.translator = translator;
    }

    @Override
    public Translator translator() {
        return translator;
    }

    @Override
    public boolean begins(byte[] head) {
        return head[0] == '<' && new String(head, StandardCharsets.ISO_8859_1).contains(ClaimReader.ROOT);
    }

    @Override
    public boolean mayCome(Source source) {
        return source.allows(MessageTypes.CLAIM);
    }

    @Override
    public Messages open(InputStream file) {
        return ClaimStream.ofFile(file);
    }

    @Override
    public Delivery refused(Message message, String door, String peer, Sources sources) {
        return translator.unreadable(message.bytes(), door, peer, sources, message.refusal());
    }
}
