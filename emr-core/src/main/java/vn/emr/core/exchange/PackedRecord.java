package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Unforeseen;
import vn.emr.core.access.Caller;
import vn.emr.core.exchange.PackContents.Entry;
import vn.emr.core.exchange.Received.Here;
import vn.emr.core.exchange.Received.Preview;
import vn.emr.core.exchange.Received.Taken;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.StoreFault;

/** Looks at one record of a ZIP and takes it in: through the same door, and by the same rules, as a file that comes alone. */
@ApplicationScoped
public class PackedRecord {
    private static final Logger LOG = Logger.getLogger(PackedRecord.class);

    /** What was found of a record. */
    public enum Finding {
        /** It can be taken in. */
        GOOD,
        /** Name or birth of the person here differ: somebody compares papers first. */
        COMPARE,
        /** The visit was taken in before with another text: somebody says that this one is newer. */
        EDITION,
        /** It is here already, and nothing would change. */
        KNOWN,
        /** It is our own record that comes back. */
        OWN,
        FAULTY,
        REFUSED,
        TAKEN
    }

    /**
     * @param reason of a refusal: a code of refusals, or what is wrong with its files in the ZIP
     * @param preview what a person is told of it; null where it may not be told or cannot be read
     * @param content digest of what it says; null where it cannot be read
     */
    record Seen(Finding finding, String reason, Preview preview, String content, UUID patientId, UUID folderId) {
        static Seen refused(String reason) {
            return new Seen(Finding.REFUSED, reason, null, null, null, null);
        }
    }

    /** What is judged of it: its XML, or its JSON where that is all. @param wrong why it is not even looked at; null: it is */
    private record File(byte[] bytes, RecordFile read, String wrong) {}

    private final ReceivedRecords records;

    @Inject
    public PackedRecord(ReceivedRecords records) {
        this.records = records;
    }

    private interface Work {
        Seen done() throws IOException;
    }

    /**
     * Looks at it; traced as of a file that comes alone.
     *
     * @throws RuntimeException when the database cannot be asked; then it is tried again
     */
    Seen look(Caller caller, UUID sender, PackZip zip, Entry entry) throws IOException {
        return told(() -> seen(caller, sender, zip, entry));
    }

    /** Takes it in when it is good still; throws as {@link #look}. */
    Seen take(Caller caller, UUID sender, PackZip zip, Entry entry) throws IOException {
        return told(() -> {
            Seen seen = seen(caller, sender, zip, entry);
            if (seen.finding() != Finding.GOOD) {
                return seen;
            }
            Taken taken = take(caller, sender, zip, entry, seen.preview().sha256(), false);
            return new Seen(Finding.TAKEN, null, seen.preview(), seen.content(), taken.patientId(), taken.folderId());
        });
    }

    private static Seen told(Work work) throws IOException {
        try {
            return work.done();
        } catch (Refusal refusal) {
            if (refusal.code() == Code.TEMPORARY) {
                throw refusal;
            }
            return Seen.refused(refusal.code().name());
        } catch (StoreFault fault) {
            throw fault;
        } catch (RuntimeException fault) {
            // One record that cannot be judged must not keep the others; what it says may be of the record.
            LOG.errorf("a record of a received ZIP: %s", Unforeseen.at(fault));
            return Seen.refused("FAULT");
        }
    }

    private Seen seen(Caller caller, UUID sender, PackZip zip, Entry entry) throws IOException {
        File file = file(zip, entry);
        return file.wrong() == null
                ? seen(records.look(caller, sender, file.bytes()), file)
                : Seen.refused(file.wrong());
    }

    /** Takes it in as somebody says who looked at it; refusals as {@link ReceivedRecords#take}. */
    Taken take(Caller caller, UUID sender, PackZip zip, Entry entry, String sha256, boolean compared)
            throws IOException {
        return records.take(caller, sender, whole(zip, entry), sha256, compared);
    }

    /** What a person sees of it; refusals as {@link ReceivedRecords#look}. */
    Preview preview(Caller caller, UUID sender, PackZip zip, Entry entry) throws IOException {
        return records.look(caller, sender, whole(zip, entry));
    }

    private static byte[] whole(PackZip zip, Entry entry) throws IOException {
        File file = file(zip, entry);
        if (file.wrong() != null) {
            throw new Refusal(Code.NOT_APPLICABLE, "the files of this record are not as their sender gave them");
        }
        return file.bytes();
    }

    private static File file(PackZip zip, Entry entry) throws IOException {
        if (entry.reason() != null) {
            return new File(null, null, entry.reason());
        }
        byte[] xml = entry.xml() == null ? null : zip.read(entry.xml(), RecordFile.LARGEST);
        byte[] json = entry.json() == null ? null : zip.read(entry.json(), RecordFile.LARGEST);
        if (other(xml, entry.xmlSha256()) || other(json, entry.jsonSha256())) {
            return new File(null, null, "DIGEST");
        }
        byte[] bytes = xml == null ? json : xml;
        RecordFile read = RecordFile.read(bytes);
        if (xml != null && json != null && read.sound()) {
            RecordFile twin = RecordFile.read(json);
            if (!twin.sound() || !twin.content().equals(read.content())) {
                return new File(null, null, "FORMS_DIFFER");
            }
        }
        return new File(bytes, read, null);
    }

    private static boolean other(byte[] bytes, String sha256) {
        return bytes != null && sha256 != null && !BlobStore.name(bytes).equals(sha256);
    }

    private static Seen seen(Preview preview, File file) {
        Here here = preview.here();
        if (here == null) {
            return new Seen(Finding.FAULTY, null, null, null, null, null);
        }
        Finding finding;
        if (here.whole()) {
            finding = Finding.KNOWN;
        } else if (here.own()) {
            finding = Finding.OWN;
        } else if (preview.refused() != null) {
            return new Seen(
                    Finding.REFUSED,
                    preview.refused().code().name(),
                    preview,
                    file.read().content(),
                    here.patientId(),
                    here.folderId());
        } else if (here.edition()) {
            finding = Finding.EDITION;
        } else {
            finding = here.doubtful() ? Finding.COMPARE : Finding.GOOD;
        }
        return new Seen(finding, null, preview, file.read().content(), here.patientId(), here.folderId());
    }
}
