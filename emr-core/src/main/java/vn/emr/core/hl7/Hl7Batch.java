package vn.emr.core.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A frame with several messages: {@code [FHS] { [BHS] { MSH … } [BTS] } [FTS]} (HL7 v2 chapter 2, batch protocol). Headers
 * and trailers may be missing. Each message is a unit of its own; what stands between them and is no message is one too, so
 * that it is kept and refused rather than lost. The counts of BTS and FTS are checked; they decide about no message.
 */
final class Hl7Batch {
    /** More in one frame is refused as a whole: every message gets an answer, and those are held until the last. */
    static final int MOST_MESSAGES = 10_000;

    private static final List<String> BORDERS = List.of("FHS", "BHS", "BTS", "FTS");

    /** Where one message begins and ends in the frame. */
    private record Part(int from, int to) {}

    /** The messages of one BHS; those before the first BHS or after a BTS have none. */
    private static final class Group {
        private final MessageHeader header;
        private final List<Part> parts = new ArrayList<>();
        private int messages;
        private String stated;

        Group(MessageHeader header) {
            this.header = header;
        }
    }

    private final byte[] frame;
    private final List<Group> groups = new ArrayList<>();
    private MessageHeader file;
    private String statedGroups;
    private boolean open;
    private int count;

    private Hl7Batch(byte[] frame) {
        this.frame = frame;
    }

    /** Whether a frame is more than one message: it begins with FHS or BHS, or a second MSH begins in it. */
    static boolean isBatch(byte[] frame) {
        int at = MessageHeader.startOf(frame);
        if (begins(frame, at, "FHS") || begins(frame, at, "BHS")) {
            return true;
        }
        for (int i = at; i < frame.length; i++) {
            if ((frame[i] == '\r' || frame[i] == '\n') && beginsMessage(frame, skipBlanks(frame, i))) {
                return beginsMessage(frame, at);
            }
        }
        return false;
    }

    /** Takes a frame apart; empty when it holds more than {@link #MOST_MESSAGES}. */
    static Optional<Hl7Batch> of(byte[] frame) {
        var batch = new Hl7Batch(frame);
        int begin = -1;
        int at = MessageHeader.startOf(frame);
        while (at < frame.length) {
            int end = lineEnd(frame, at);
            String border = border(frame, at);
            if (begin >= 0 && (border != null || beginsMessage(frame, at))) {
                batch.add(new Part(begin, at));
                begin = -1;
            }
            if (border != null) {
                batch.border(border, Arrays.copyOfRange(frame, at, end));
            } else if (begin < 0) {
                begin = at;
            }
            if (batch.count > MOST_MESSAGES || batch.groups.size() > MOST_MESSAGES) {
                return Optional.empty();
            }
            at = skipBlanks(frame, end);
        }
        if (begin >= 0) {
            batch.add(new Part(begin, frame.length));
        }
        return Optional.of(batch);
    }

    private void add(Part part) {
        Group group = open ? groups.getLast() : begin(null);
        group.parts.add(part);
        group.messages += beginsMessage(frame, part.from) ? 1 : 0;
        count++;
    }

    private Group begin(MessageHeader header) {
        groups.add(new Group(header));
        open = true;
        return groups.getLast();
    }

    private void border(String name, byte[] line) {
        MessageHeader fields = header(line);
        switch (name) {
            case "FHS" -> file = file == null ? fields : file;
            case "BHS" -> begin(fields);
            case "BTS" -> {
                (open ? groups.getLast() : begin(null)).stated = first(line);
                open = false;
            }
            default -> statedGroups = first(line);
        }
    }

    /** FHS and BHS are laid out as MSH is, as far as they are read here. */
    private static MessageHeader header(byte[] line) {
        byte[] asMsh = line.clone();
        System.arraycopy(new byte[] {'M', 'S', 'H'}, 0, asMsh, 0, 3);
        return MessageHeader.of(asMsh);
    }

    /** The first field of a trailer. */
    private static String first(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, 40), StandardCharsets.ISO_8859_1);
        return text.length() < 5 ? "" : text.substring(4).split("[^0-9]", 2)[0];
    }

    /** The messages in the order sent, each copied from the frame when asked for. */
    Iterator<byte[]> messages() {
        return groups.stream()
                .flatMap(group -> group.parts.stream())
                .map(part -> Arrays.copyOfRange(frame, part.from, part.to))
                .iterator();
    }

    /** What is wrong with the batch as a whole, in safe sentences. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        groups.forEach(group -> remarks.addAll(remarks(group)));
        remarks.addAll(fileRemarks());
        return remarks;
    }

    private static List<String> remarks(Group group) {
        if (group.stated == null) {
            return group.header == null ? List.of() : List.of("the batch has no BTS: it may have been cut off");
        }
        return differs(group.stated, group.messages)
                ? List.of("BTS-1 says " + group.stated + " messages, " + group.messages + " came")
                : List.of();
    }

    private List<String> fileRemarks() {
        if (statedGroups == null) {
            return file == null ? List.of() : List.of("the file has no FTS: it may have been cut off");
        }
        return differs(statedGroups, groups.size())
                ? List.of("FTS-1 says " + statedGroups + " batches, " + groups.size() + " came")
                : List.of();
    }

    /** A trailer need not state a number. */
    private static boolean differs(String stated, int came) {
        return !stated.isEmpty() && (stated.length() > 9 || Integer.parseInt(stated) != came);
    }

    /**
     * The answers as a batch of the same shape; each group has a BHS and a BTS with the number of its answers.
     *
     * @param answers one per message, in their order; empty for one that asked for none
     * @return empty when nobody asked for an answer
     */
    byte[] answer(List<byte[]> answers, OffsetDateTime at, String controlId) {
        if (!answers.isEmpty() && answers.stream().allMatch(answer -> answer.length == 0)) {
            return new byte[0];
        }
        var out = new ByteArrayOutputStream();
        if (file != null) {
            out.writeBytes(headerOf("FHS", file, at, controlId));
        }
        Iterator<byte[]> next = answers.iterator();
        for (Group group : groups) {
            MessageHeader header = group.header == null ? MessageHeader.of(new byte[0]) : group.header;
            out.writeBytes(headerOf("BHS", header, at, controlId));
            int sent = 0;
            for (int i = 0; i < group.parts.size(); i++) {
                byte[] answer = next.next();
                sent += Hl7Text.split(answer).stream()
                        .mapToInt(a -> Math.min(1, a.length))
                        .sum();
                out.writeBytes(answer);
            }
            out.writeBytes(trailer("BTS", header, sent, remarks(group)));
        }
        if (file != null) {
            out.writeBytes(trailer("FTS", file, groups.size(), fileRemarks()));
        }
        return out.toByteArray();
    }

    private static byte[] headerOf(String name, MessageHeader header, OffsetDateTime at, String controlId) {
        var out = new AnswerText(header.delimiters(), StandardCharsets.UTF_8);
        out.segment(name).raw(header.delimiters().encodingCharacters());
        for (int field : new int[] {5, 6, 3, 4}) {
            out.field().raw(Acknowledgement.clean(header.field(field)));
        }
        out.field().text(Acknowledgement.HL7_TIME.format(at));
        out.field().field().field().field().text(controlId);
        out.field().raw(Acknowledgement.clean(header.field(11)));
        out.end();
        return out.bytes();
    }

    private static byte[] trailer(String name, MessageHeader header, int count, List<String> remarks) {
        var out = new AnswerText(header.delimiters(), StandardCharsets.UTF_8);
        out.segment(name).field().text(String.valueOf(count));
        if (!remarks.isEmpty()) {
            out.field().text(remarks.getFirst());
        }
        out.end();
        return out.bytes();
    }

    private static String border(byte[] frame, int at) {
        for (String name : BORDERS) {
            if (begins(frame, at, name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean beginsMessage(byte[] frame, int at) {
        return begins(frame, at, "MSH")
                && MessageHeader.of(Arrays.copyOfRange(frame, at, lineEnd(frame, at)))
                        .found();
    }

    /** A segment of this name: something that is no letter and no digit follows, or nothing. */
    private static boolean begins(byte[] frame, int at, String name) {
        if (at + 3 > frame.length) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if ((frame[at + i] & ~0x20) != name.charAt(i)) {
                return false;
            }
        }
        return at + 3 == frame.length || frame[at + 3] >= 0 && !Character.isLetterOrDigit(frame[at + 3]);
    }

    private static int lineEnd(byte[] frame, int from) {
        int at = from;
        while (at < frame.length && frame[at] != '\r' && frame[at] != '\n') {
            at++;
        }
        return at;
    }

    private static int skipBlanks(byte[] frame, int from) {
        int at = from;
        while (at < frame.length && frame[at] >= 0 && frame[at] <= ' ') {
            at++;
        }
        return at;
    }
}
