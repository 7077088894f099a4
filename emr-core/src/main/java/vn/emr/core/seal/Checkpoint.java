package vn.emr.core.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One signed line: at this time the chain of this epoch had this number and hash. Of a later epoch it also says after which
 * number it went on, why, and what had been told before ({@code epoch/number}, or {@code -}):
 * {@code emr-checkpoint v=1 epoch=2 number=120 hash=… time=2026-11-22T01:02:03Z after=100 began=RESTORE told=1/118 key=… sig=…}.
 * The signature (Ed25519, base64 for URLs) is over the line before {@code sig}.
 */
public record Checkpoint(
        int epoch, long number, byte[] hash, Instant time, String began, String key, String signed, byte[] signature) {
    private static final Pattern LINE = Pattern.compile("(emr-checkpoint v=1 epoch=(\\d{1,9}) number=(\\d{1,18})"
            + " hash=([0-9a-f]{64}) time=(\\S{20,30})( after=\\d{1,18} began=[A-Z]+ told=(?:-|\\d{1,9}/\\d{1,18}))?"
            + " key=([0-9a-f]{16})) sig=([A-Za-z0-9_-]{86})");

    static Checkpoint sign(Head head, Epoch epoch, Instant now, SigningKey key) {
        String began = epoch.number() == 1
                ? null
                : " after=" + epoch.afterNumber() + " began=" + epoch.reason() + " told="
                        + (epoch.toldNumber() == null ? "-" : epoch.toldEpoch() + "/" + epoch.toldNumber());
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        String text = "emr-checkpoint v=1 epoch=" + head.epoch() + " number=" + head.number() + " hash="
                + HexFormat.of().formatHex(head.hash()) + " time=" + time + (began == null ? "" : began) + " key="
                + key.name();
        return new Checkpoint(head.epoch(), head.number(), head.hash(), time, began, key.name(), text, key.sign(text));
    }

    /** The line, without its end. */
    public String line() {
        return signed + " sig=" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /** The checkpoint a line holds, also behind the head of a syslog message; empty when there is none. */
    public static Optional<Checkpoint> read(String line) {
        Matcher m = LINE.matcher(line);
        if (line.length() > 4_000 || !m.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Checkpoint(
                    Integer.parseInt(m.group(2)),
                    Long.parseLong(m.group(3)),
                    HexFormat.of().parseHex(m.group(4)),
                    Instant.parse(m.group(5)),
                    m.group(6),
                    m.group(7),
                    m.group(1),
                    Base64.getUrlDecoder().decode(m.group(8))));
        } catch (IllegalArgumentException | java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the holder of this key signed just this. */
    public boolean signedBy(PublicKey publicKey) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey);
            check.update(signed.getBytes(StandardCharsets.UTF_8));
            return SigningKey.name(publicKey).equals(key) && check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
