package vn.emr.his.claim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormat.Place;
import vn.emr.his.claim.Tags.Kind;
import vn.emr.his.claim.Tags.Tag;

/**
 * Cuts a claim file into messages of one HOSO each while it arrives: the envelope, and the bytes of the HOSO as they came.
 * A file with one HOSO is one message, byte for byte. The last message keeps what stands behind the last HOSO, such as the
 * signature. Only tags are looked at; whether it is XML at all is the reader's question.
 */
final class ClaimStream implements FileFormat.Messages {
    /** Visits of one request; a month of a large hospital is sent in several. */
    static final int VISIT_LIMIT = 10_000;
    /** Bytes of one HOSO with its envelope; long stays have a few of them. */
    static final int HOSO_LIMIT = 16 * 1024 * 1024;
    /** Bytes of a whole request. */
    static final long FILE_LIMIT = 256L * 1024 * 1024;
    /** Bytes of a file that is not answered at once; it may hold any number of visits. */
    static final long LONG_FILE_LIMIT = 2L << 30;

    private static final int ENVELOPE_LIMIT = 1024 * 1024;
    private static final String HOSO = "HOSO";
    private static final Pattern ANNOUNCED = Pattern.compile("<SOLUONGHOSO>\\s*(\\d{1,9})\\s*</");
    private static final byte[] NOTHING = {};

    private final InputStream body;
    private final Tags tags;
    private final int hosoLimit;
    private final int visitLimit;
    private final Deque<Message> ready = new ArrayDeque<>();
    /** Elements of the envelope that are open here. */
    private final Deque<String> open = new ArrayDeque<>();

    private byte[] envelope = NOTHING;
    private byte[] waiting;
    private ByteArrayOutputStream reading = new ByteArrayOutputStream();
    private int visits;
    private long given;
    private boolean over;

    ClaimStream(InputStream body) {
        this(body, FILE_LIMIT, HOSO_LIMIT);
    }

    ClaimStream(InputStream body, long fileLimit, int hosoLimit) {
        this(body, fileLimit, hosoLimit, VISIT_LIMIT);
    }

    private ClaimStream(InputStream body, long fileLimit, int hosoLimit, int visitLimit) {
        this.visitLimit = visitLimit;
        this.body = body;
        this.tags = new Tags(body, fileLimit);
        this.hosoLimit = hosoLimit;
    }

    /** A file that lies whole before it is judged. */
    static ClaimStream ofFile(InputStream file) {
        return new ClaimStream(file, LONG_FILE_LIMIT, HOSO_LIMIT, Integer.MAX_VALUE);
    }

    /** The next message; one that cannot be read is the last. */
    @Override
    public Optional<Message> next() throws IOException {
        while (ready.isEmpty() && !over) {
            try {
                step();
            } catch (Refusal refusal) {
                over = true;
                give();
                byte[] came = joined(envelope, reading.toByteArray());
                add(refusal.code() == Code.TOO_LARGE ? NOTHING : came, refusal);
            }
        }
        return Optional.ofNullable(ready.poll());
    }

    /** Whether as many visits came as were announced. */
    @Override
    public List<String> remarks() {
        return ended() && announced() >= 0 && announced() != visits
                ? List.of("SOLUONGHOSO says " + announced() + " records, " + visits + " came")
                : List.of();
    }

    /** How many visits the envelope announces, negative when it does not. */
    int announced() {
        Matcher said = ANNOUNCED.matcher(new String(envelope, StandardCharsets.ISO_8859_1));
        return said.find() ? Integer.parseInt(said.group(1)) : -1;
    }

    /** How many visits came so far. */
    int visits() {
        return visits;
    }

    /** True when the last message was given. */
    boolean ended() {
        return over && ready.isEmpty();
    }

    private void add(byte[] bytes, Refusal refusal) {
        ready.add(new Message(bytes, refusal, Place.behind(++given)));
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Reads one HOSO. It is held back until it is known whether another follows: a file with one stays as it came. */
    private void step() throws IOException {
        reading = new ByteArrayOutputStream();
        Tag tag = toHoso();
        byte[] gap = Arrays.copyOf(reading.toByteArray(), reading.size() - (tag == null ? 0 : tag.length()));
        if (tag == null) {
            over = true;
            add(joined(waiting == null ? envelope : waiting, gap), null);
            return;
        }
        give();
        if (envelope.length == 0 || new String(gap, StandardCharsets.ISO_8859_1).contains("<")) {
            envelope = joined(envelope, gap);
        }
        byte[] start = Arrays.copyOfRange(reading.toByteArray(), gap.length, reading.size());
        reading = new ByteArrayOutputStream();
        reading.writeBytes(start);
        if (++visits > visitLimit) {
            throw new Refusal(Code.TOO_LARGE, "a claim file may hold " + visitLimit + " records");
        }
        toEndOfHoso(tag);
        waiting = joined(envelope, reading.toByteArray());
        reading = new ByteArrayOutputStream();
    }

    /** The HOSO that waits, in an envelope that is closed behind it. */
    private void give() {
        if (waiting != null) {
            StringBuilder closing = new StringBuilder();
            open.forEach(name -> closing.append("</").append(name).append('>'));
            add(joined(waiting, closing.toString().getBytes(StandardCharsets.UTF_8)), null);
            waiting = null;
        }
    }

    private Tag toHoso() throws IOException {
        for (Tag tag = next(ENVELOPE_LIMIT); tag != null; tag = next(ENVELOPE_LIMIT)) {
            if (tag.name().equalsIgnoreCase(HOSO) && tag.kind() != Kind.CLOSES) {
                return tag;
            }
            if (tag.kind() == Kind.OPENS) {
                open.push(tag.qualified());
            } else if (tag.kind() == Kind.CLOSES) {
                open.poll();
            }
        }
        return null;
    }

    private void toEndOfHoso(Tag first) throws IOException {
        int depth = first.kind() == Kind.OPENS ? 1 : 0;
        int room = hosoLimit - envelope.length;
        while (depth > 0) {
            Tag tag = next(room);
            if (tag == null) {
                throw new Refusal(Code.UNREADABLE, "the file ends before the record is closed");
            }
            if (tag.name().equalsIgnoreCase(HOSO)) {
                depth += tag.kind() == Kind.OPENS ? 1 : tag.kind() == Kind.CLOSES ? -1 : 0;
            }
        }
    }

    private Tag next(int most) throws IOException {
        return tags.next(reading, most);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
