package vn.emr.core.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.store.AuditTrail;

/** A person brings in a file for a system of the hospital: what it says counts as told by that system. Traced. */
@ApplicationScoped
public class ImportsByHand {
    /** The door of such items. */
    public static final String DOOR = "import";

    private static final int LONGEST_NAME = 255;

    /** A system a file can be brought in for. */
    public record Choice(UUID id, String name, String kind) {}

    private final Imports imports;
    private final FileFormats formats;
    private final Sources sources;
    private final Access access;
    private final MessageAccess messages;
    private final AuditTrail trail;
    private final Clock clock;

    @Inject
    public ImportsByHand(
            Imports imports,
            FileFormats formats,
            Sources sources,
            Access access,
            MessageAccess messages,
            AuditTrail trail,
            Clock clock) {
        this.imports = imports;
        this.formats = formats;
        this.sources = sources;
        this.access = access;
        this.messages = messages;
        this.trail = trail;
        this.clock = clock;
    }

    /** The systems of the caller's hospital that are switched on, by name. */
    public List<Choice> choices(Caller caller) {
        access.require(caller, "IMPORT", null, Right.IMPORT);
        return sources.all().stream()
                .filter(source -> source.tenantId.equals(caller.tenantId()))
                .map(source -> new Choice(source.id, source.name, source.kind))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    /**
     * Takes a file; its kind is known by how it begins.
     *
     * @param key the same for the same file, so that one that broke off goes on and none is taken twice
     * @param from number of the first item in the body; null for the whole file
     * @param fileName as the person named it, of which the last part is kept; null when it has none
     * @throws Refusal NOT_FOUND for a system of somebody else or one that is switched off, UNREADABLE for a file of no known
     *     kind, and as {@link Imports#take}
     * @throws IOException when the connection breaks; the pieces that came are kept
     */
    public Imports.Taken take(Caller caller, UUID sourceId, String key, Long from, String fileName, InputStream body)
            throws IOException {
        access.require(caller, "IMPORT", sourceId, Right.IMPORT);
        Source source = sources.byId(sourceId)
                .filter(known -> known.tenantId.equals(caller.tenantId()))
                .orElse(null);
        messages.desk(caller, "IMPORT", sourceId, source != null);
        byte[] head = body.readNBytes(FileFormats.HEAD);
        FileFormat format = formats.of(head);
        trail.append(List.of(trace(caller, sourceId, format)));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), body);
        String peer = caller.address() == null ? "" : caller.address();
        var bringer = new Imports.Bringer(caller.id(), plain(fileName));
        return imports.take(new Imports.Sent(source, DOOR, peer, format, key, bringer), from, whole);
    }

    /** A name without folders, control characters and what turns the direction of writing; null when nothing is left. */
    private static String plain(String fileName) {
        if (fileName == null) {
            return null;
        }
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String shown = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "")
                .strip();
        return shown.isEmpty() ? null : shown.substring(0, Math.min(LONGEST_NAME, shown.length()));
    }

    private AuditEvent trace(Caller caller, UUID sourceId, FileFormat format) {
        return new AuditEvent(
                Ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.tenantId(),
                AuditEvent.Kind.IMPORT,
                true,
                caller.actor(),
                sourceId,
                null,
                "IMPORT",
                sourceId,
                null,
                Purpose.OPERATION.name(),
                format.translator().format());
    }
}
