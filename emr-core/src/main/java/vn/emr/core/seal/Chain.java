package vn.emr.core.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import vn.emr.core.audit.Digest;

/**
 * The chain of hashes. {@code hash(n) = SHA-256(hash(n-1), mark, row id, row digest)}: 32, 1, 16 and 32 bytes, where the mark
 * says of which table the row is and why it was sealed. An epoch goes on from {@code SHA-256("epoch", its number, the number
 * and hash it follows)}.
 */
final class Chain {
    /** Before the first row. */
    static final byte[] NOTHING = new byte[32];

    private final MessageDigest sha256 = Digest.sha256();
    private final ByteBuffer link = ByteBuffer.allocate(32 + 1 + 16 + 32);
    private byte[] hash;

    Chain(byte[] from) {
        this.hash = from.clone();
    }

    /** What is sealed. */
    enum Kind {
        AUDIT_EVENT,
        RECORD_COMMIT
    }

    /** Why rows were sealed when they were. */
    enum Reason {
        /** They were there before sealing began. */
        FIRST,
        ROUND,
        /** A round had passed them over; nothing honest is known to cause that. */
        SWEEP
    }

    static byte mark(Kind kind, Reason reason) {
        return (byte) (kind.ordinal() << 4 | reason.ordinal());
    }

    /** Adds a row; returns the hash of its number. */
    byte[] add(byte mark, UUID id, byte[] digests, int offset) {
        link.clear();
        link.put(hash)
                .put(mark)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(digests, offset, 32);
        hash = sha256.digest(link.array());
        return hash;
    }

    byte[] hash() {
        return hash.clone();
    }

    /** From where the chain of an epoch goes on. */
    static byte[] epoch(int epoch, long afterNumber, byte[] afterHash) {
        MessageDigest first = Digest.sha256();
        first.update("epoch".getBytes(StandardCharsets.US_ASCII));
        first.update(ByteBuffer.allocate(12).putInt(epoch).putLong(afterNumber).array());
        return first.digest(afterHash);
    }
}
