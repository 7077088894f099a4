package vn.emr.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The digest that every commit and audit row carries from the first row on, so that tampering can be noticed later.
 *
 * <p>The canonical form: SHA-256 over the fields in the documented order, each as four bytes of length
 * (big-endian, -1 for null) and its bytes. Text is UTF-8; a UUID its 16 bytes; a time its microseconds since 1970 as eight
 * bytes; a boolean one byte. Commit: id, at, tenant, actor kind, actor id, actor name, why, source, inbound, then for each
 * revision in order of noun id and version: noun id, version, kind and the JSON content with keys sorted, no white space and
 * plain numbers. Audit: id, at, tenant,
 * kind, success, actor kind, actor id, actor name, role, session, source, patient, object kind, object id, commit, purpose,
 * address, request id, detail; from version 2 on also device, visit, changes and reason.
 */
public final class Digest {
    /** Written beside the digest of a commit; a new canonical form gets a new number. */
    public static final short COMMIT_VERSION = 1;

    /** Written beside the digest of an audit row. */
    public static final short AUDIT_VERSION = 2;

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer eight = ByteBuffer.allocate(8);

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The digest of an audit row as it is written now. */
    public static byte[] of(AuditEvent e) {
        return of(e, AUDIT_VERSION);
    }

    /** The digest of an audit row in the form of its version, 1 or 2. */
    public static byte[] of(AuditEvent e, int version) {
        AuditEvent.Actor a = e.actor();
        Digest first = new Digest()
                .add(e.id())
                .add(e.at())
                .add(e.tenantId())
                .add(e.kind().name())
                .add(e.success())
                .add(a.kind().name())
                .add(a.id())
                .add(a.name())
                .add(a.role())
                .add(a.sessionId())
                .add(e.sourceId())
                .add(e.patientId())
                .add(e.objectKind())
                .add(e.objectId())
                .add(e.commitId())
                .add(e.purpose())
                .add(a.address())
                .add(a.requestId())
                .add(e.detail());
        return version == 1
                ? first.finish()
                : first.add(a.device())
                        .add(e.encounterId())
                        .add(e.changes())
                        .add(e.reason())
                        .finish();
    }

    /** The beginning of the digest of a commit; {@link #version} of each of its revisions follows. */
    public static Digest ofCommit(
            UUID id,
            Instant at,
            UUID tenant,
            String actorKind,
            UUID actor,
            String actorName,
            String why,
            UUID source,
            UUID inbound) {
        return new Digest()
                .add(id)
                .add(at)
                .add(tenant)
                .add(actorKind)
                .add(actor)
                .add(actorName)
                .add(why)
                .add(source)
                .add(inbound);
    }

    /** One revision of the commit, in order of noun id and version; the content in its canonical form. */
    public Digest version(UUID noun, int version, String kind, String content) {
        return add(noun).add(version).add(kind).add(content);
    }

    public Digest add(String text) {
        return add(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(UUID id) {
        if (id == null) {
            return add((byte[]) null);
        }
        length(16);
        number(id.getMostSignificantBits());
        return number(id.getLeastSignificantBits());
    }

    public Digest add(Instant at) {
        if (at == null) {
            return add((byte[]) null);
        }
        length(8);
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    }

    public Digest add(boolean value) {
        length(1);
        sha256.update((byte) (value ? 1 : 0));
        return this;
    }

    public Digest add(int value) {
        length(8);
        return number(value);
    }

    public Digest add(byte[] bytes) {
        length(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            sha256.update(bytes);
        }
        return this;
    }

    public byte[] finish() {
        return sha256.digest();
    }

    private void length(int length) {
        sha256.update(eight.putInt(0, length).array(), 0, 4);
    }

    private Digest number(long value) {
        sha256.update(eight.putLong(0, value).array(), 0, 8);
        return this;
    }
}
