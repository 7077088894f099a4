package vn.emr.core;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes UUIDv7 identifiers (RFC 9562 section 5.7): the first 48 bits are milliseconds, so keys made close in time lie
 * close together in an index. Within one millisecond the 12-bit counter keeps them ascending.
 */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static long lastMillis;
    private static int counter;

    private Ids() {}

    /** The least identifier of a moment: all made earlier are less, all made then or later are not. */
    public static UUID first(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << 16 | 0x7000L, 0x8000_0000_0000_0000L);
    }

    /**
     * A new identifier with the time and the count of another: whoever knows the one finds the other between the least and the
     * greatest with these first 64 bits.
     */
    public static UUID beside(UUID id) {
        return new UUID(id.getMostSignificantBits(), tail());
    }

    /** A new identifier, greater than every identifier this process made before. */
    public static UUID next() {
        long millis;
        int sequence;
        synchronized (Ids.class) {
            long now = System.currentTimeMillis();
            if (now > lastMillis) {
                lastMillis = now;
                counter = RANDOM.nextInt(0x400);
            } else if (++counter > 0xFFF) {
                lastMillis++;
                counter = 0;
            }
            millis = lastMillis;
            sequence = counter;
        }
        return new UUID(millis << 16 | 0x7000L | sequence, tail());
    }

    private static long tail() {
        return RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    }
}
