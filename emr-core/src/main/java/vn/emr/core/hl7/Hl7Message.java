package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/**
 * One HL7 v2 message: its segments in the order sent. Values are decoded when asked for, from the bytes it was read from;
 * nobody may change those. Numbers count from 1 as HL7 does.
 */
public final class Hl7Message {
    private final byte[] bytes;
    private final MessageHeader header;
    private final Charsets.Choice charset;
    private final Charset encoding;
    private List<Segment> segments;
    private int[] fieldStarts;
    private ObjIntConsumer<Segment> watch;

    /** @param encoding of the bytes as they are now: a corrected message is UTF-8 whatever it was sent in */
    Hl7Message(byte[] bytes, MessageHeader header, Charsets.Choice charset, Charset encoding) {
        this.bytes = bytes;
        this.header = header;
        this.charset = charset;
        this.encoding = encoding;
    }

    void complete(List<Segment> all, int[] starts) {
        segments = all;
        fieldStarts = starts;
    }

    /** All segments, MSH first. */
    public List<Segment> segments() {
        return segments;
    }

    /** The segments of that name, in the order sent. */
    public List<Segment> segments(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).toList();
    }

    /** The first segment of that name. */
    public Optional<Segment> first(String name) {
        for (Segment segment : segments) {
            if (segment.name().equals(name)) {
                return Optional.of(segment);
            }
        }
        return Optional.empty();
    }

    /** MSH as sent, for answers and for finding the source. */
    public MessageHeader header() {
        return header;
    }

    /** The MSH segment, decoded. */
    public Segment msh() {
        return segments.getFirst();
    }

    /** The character set it was sent in, also that of its {@code \\X..\\} escapes, and the rule that chose it. */
    public Charsets.Choice charset() {
        return charset;
    }

    public Delimiters delimiters() {
        return header.delimiters();
    }

    /** Somebody wants to know which fields are read from now on: a trial tells by it what no translator reads. */
    void watched(ObjIntConsumer<Segment> by) {
        watch = by;
    }

    void read(Segment segment, int field) {
        if (watch != null) {
            watch.accept(segment, field);
        }
    }

    /** In which character set {@link #bytes} are. */
    Charset encoding() {
        return encoding;
    }

    byte[] bytes() {
        return bytes;
    }

    int fieldStart(int index) {
        return fieldStarts[index];
    }
}
