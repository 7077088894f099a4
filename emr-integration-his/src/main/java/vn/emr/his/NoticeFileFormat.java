package vn.emr.his;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;

/** Files of notices: NDJSON, a JSON array, or one object alone; any number of items of up to 32 MiB. */
@ApplicationScoped
public class NoticeFileFormat implements FileFormat {
    private final NoticeTranslator translator;

    @Inject
    public NoticeFileFormat(NoticeTranslator translator) {
        this.translator = translator;
    }

    @Override
    public Translator translator() {
        return translator;
    }

    @Override
    public boolean begins(byte[] head) {
        return head[0] == '[' || head[0] == '{';
    }

    @Override
    public Messages open(InputStream file) {
        return ItemStream.ofFile(file);
    }

    @Override
    public Delivery refused(Message message, String door, String peer, Sources sources) {
        return translator.unreadable(message.bytes(), door, peer, sources, message.refusal());
    }
}
