package vn.emr.core.hl7;

import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import vn.emr.core.Refusal;

/**
 * The answer to one message (HL7 v2 chapter 2): MSH, MSA and an ERR per remark, in the sender's version, separators and
 * character set. Built from the header alone, so there is always an answer, also to a message without a readable MSH.
 */
public final class Acknowledgement {
    /** ERR-4, HL7 table 0516. */
    public enum Severity {
        E,
        W,
        I
    }

    /**
     * One ERR segment.
     *
     * @param error number of HL7 table 0357
     * @param location such as {@code PID-3} or {@code OBX[2]-5.1}; empty when the message as a whole is meant
     * @param diagnostic one sentence for the sender's technician, English
     * @param userText one sentence for the person at the sender's screen, Vietnamese
     */
    public record Remark(Severity severity, int error, String location, String diagnostic, String userText) {}

    /** Nobody's field is longer; echoing more would let a sender make us send megabytes. */
    private static final int LONGEST_ECHO = 1000;

    static final DateTimeFormatter HL7_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);
    private static final String OUR_NAME = "EMR";

    private final MessageHeader header;
    private final Charset charset;
    private final OffsetDateTime at;
    private final String controlId;

    /**
     * @param header of the message to answer
     * @param charset of the message; {@link Charsets#forAnswer} when it could not be read
     * @param at when we answer, for MSH-7, with the offset to show
     * @param controlId our own MSH-10, at most 20 characters before version 2.7
     */
    public Acknowledgement(MessageHeader header, Charset charset, OffsetDateTime at, String controlId) {
        this.header = header;
        this.charset = charset;
        this.at = at;
        this.controlId = controlId;
    }

    /** AA, nothing more to say. */
    public byte[] accepted() {
        return answer("AA", List.of());
    }

    /** AA although a person must help: the message is kept. */
    public byte[] accepted(List<Remark> remarks) {
        return answer("AA", remarks);
    }

    /** What the refusal's code says: AR, AE, or AA with a remark for a message that is kept. */
    public byte[] refused(Refusal refusal) {
        String msa1 = refusal.code().acknowledgement();
        var severity = "AA".equals(msa1) ? Severity.I : Severity.E;
        List<String> locations = refusal.fields().isEmpty() ? List.of("") : refusal.fields();
        return answer(
                msa1,
                locations.stream()
                        .map(location -> new Remark(
                                severity,
                                refusal.code().hl7Error(),
                                location,
                                refusal.getMessage(),
                                refusal.code().vietnamese()))
                        .toList());
    }

    /** @param msa1 AA, AE or AR (table 0008) */
    public byte[] answer(String msa1, List<Remark> remarks) {
        return answer(msa1, remarks, null, false);
    }

    /**
     * @param orders gives the answer its own type, and an ORC per order when they were applied or refused; null for others
     * @param judged true when the orders were applied or refused, false while they wait
     */
    byte[] answer(String msa1, List<Remark> remarks, OrderAnswer orders, boolean judged) {
        var out = new AnswerText(header.delimiters(), charset);
        int version = versionNumber(header.version());
        writeMsh(out, version, orders);
        writeMsa(out, msa1, remarks, version);
        for (Remark remark : remarks) {
            if (version >= 2050) {
                writeErr(out, remark);
            } else {
                writeOldErr(out, remark);
            }
        }
        if (orders != null && judged) {
            orders.writeTo(out, "AA".equals(msa1));
        }
        return out.bytes();
    }

    private void writeMsh(AnswerText out, int version, OrderAnswer orders) {
        out.segment("MSH").raw(header.delimiters().encodingCharacters());
        out.field().raw(orOurName(echo(5)));
        out.field().raw(echo(6));
        out.field().raw(echo(3));
        out.field().raw(echo(4));
        out.field().text(HL7_TIME.format(at));
        out.field();
        out.field().text(orders == null ? "ACK" : orders.type());
        String trigger = orders == null ? clean(header.component(9, 2)) : orders.trigger();
        if (!trigger.isEmpty()) {
            out.component().raw(trigger);
            if (version >= 2031) {
                out.component().text(orders == null ? "ACK" : orders.structure());
            }
        }
        out.field().text(controlId);
        String processing = echo(11);
        out.field().raw(processing.isEmpty() ? "P" : processing);
        String sentVersion = echo(12);
        out.field().raw(sentVersion.isEmpty() ? "2.5" : sentVersion);
        String set = characterSet();
        if (!set.isEmpty()) {
            out.field().field().field().field().field().field().raw(set);
        }
        out.end();
    }

    private void writeMsa(AnswerText out, String msa1, List<Remark> remarks, int version) {
        out.segment("MSA").field().text(msa1);
        out.field().raw(echo(10));
        // Kept by 2.5 and 2.6 for older receivers, gone in 2.7; many senders show nothing else.
        if (!remarks.isEmpty() && version < 2070) {
            out.field().text(remarks.getFirst().userText());
        }
        out.end();
    }

    /** ERR as of 2.5: where, what, how bad, for the technician, for the user. */
    private static void writeErr(AnswerText out, Remark remark) {
        out.segment("ERR").field();
        out.field();
        Location.of(remark.location()).writeTo(out, true);
        out.field().text(String.valueOf(remark.error()));
        out.component().text(errorName(remark.error()));
        out.component().text("HL70357");
        out.field().text(remark.severity().name());
        out.field().field().field().text(remark.diagnostic());
        out.field().text(remark.userText());
        out.end();
    }

    /** ERR before 2.5: one field of segment, sequence, field position and a coded reason. */
    private static void writeOldErr(AnswerText out, Remark remark) {
        out.segment("ERR").field();
        Location.of(remark.location()).writeTo(out, false);
        out.component().text(String.valueOf(remark.error()));
        out.subComponent().text(errorName(remark.error()));
        out.subComponent().text("HL70357");
        out.end();
    }

    /** MSH-18 as sent, unless the message was read in another set than it names. */
    private String characterSet() {
        Charset named = Charsets.named(header.characterSet());
        return named == null || named.equals(charset) ? echo(18) : Charsets.nameInHl7(charset);
    }

    private String echo(int field) {
        return clean(header.field(field));
    }

    /** Control characters would end our frame or segment early. */
    static String clean(String raw) {
        var text = new StringBuilder(Math.min(raw.length(), LONGEST_ECHO));
        for (int i = 0; i < raw.length() && text.length() < LONGEST_ECHO; i++) {
            char c = raw.charAt(i);
            if (c >= ' ' && c != 0x7F) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String orOurName(String sent) {
        return sent.isEmpty() ? OUR_NAME : sent;
    }

    /** 2.3.1 is 2031, 2.5 is 2050; what cannot be read counts as 2.5. */
    static int versionNumber(String version) {
        if (!version.matches("\\d(\\.\\d{1,2}){1,2}")) {
            return 2050;
        }
        String[] parts = version.split("\\.");
        int patch = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        return Integer.parseInt(parts[0]) * 1000 + Math.min(Integer.parseInt(parts[1]), 99) * 10 + Math.min(patch, 9);
    }

    /** HL7 table 0357. */
    private static String errorName(int number) {
        return switch (number) {
            case 0 -> "Message accepted";
            case 100 -> "Segment sequence error";
            case 101 -> "Required field missing";
            case 102 -> "Data type error";
            case 103 -> "Table value not found";
            case 200 -> "Unsupported message type";
            case 201 -> "Unsupported event code";
            case 202 -> "Unsupported processing id";
            case 203 -> "Unsupported version id";
            case 204 -> "Unknown key identifier";
            case 205 -> "Duplicate key identifier";
            case 206 -> "Application record locked";
            default -> "Application internal error";
        };
    }
}
