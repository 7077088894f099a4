package vn.emr.core.drop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormat.Place;
import vn.emr.core.intake.Outcome;

/**
 * A file that was claimed: it lies in the working folder until every message of it is answered. The answers are written
 * beside it in the order of its messages, and a mark says from time to time how far they go, so that after a crash only
 * what came after the mark is handed on again; what of that was kept already is answered again and changes nothing.
 */
final class ClaimedFile implements AutoCloseable {
    /** Answers that are messages themselves. */
    static final String ANSWERS = ".ack";

    /** One line per message, and one about the file. */
    static final String RESULT = ".result.ndjson";

    static final String REASON = ".reason.txt";

    /** What lies beside a file that is filed. */
    static final List<String> GIVEN = List.of(REASON, ANSWERS, RESULT);

    private static final String MARK = ".mark";
    private static final String NEXT_MARK = ".mark.tmp";
    private static final List<String> BESIDE = List.of(ANSWERS, RESULT, MARK, NEXT_MARK);
    private static final int MARK_EVERY = 1_000;

    private final Path file;
    private final FileFormat format;
    private final long written;
    private final FileFormat.Messages messages;
    /** Digests what is read; null where the answers say nothing of the file. */
    private final DigestInputStream digest;

    private FileChannel answers;
    private Place settled = Place.START;
    private long answerBytes;
    private Tally tally = Tally.NOTHING;
    private String reason;
    private int waiting;
    private boolean readToEnd;

    /** Goes on where the mark says, else begins. */
    ClaimedFile(Path file, FileFormat format) throws IOException {
        this.file = file;
        this.format = format;
        this.written = Files.getLastModifiedTime(file).toMillis();
        readMark();
        InputStream bytes = Files.newInputStream(file);
        try {
            digest = format.answersInKind() ? null : Checksum.reading(bytes);
            messages = format.open(digest == null ? bytes : digest, settled);
        } catch (IOException | RuntimeException unreadable) {
            bytes.close();
            throw unreadable;
        }
    }

    /** The name of the file this lies beside; empty when it is a file of a sender. */
    static Optional<String> besides(String name) {
        return BESIDE.stream()
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst();
    }

    private void readMark() throws IOException {
        try {
            String[] parts = Files.readString(beside(MARK), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            long[] said = new long[8];
            for (int i = 0; i < said.length; i++) {
                said[i] = Long.parseLong(parts[i]);
            }
            if (said[0] <= Files.size(file) && said[2] <= sizeOf(beside(answersEnding()))) {
                tally = new Tally(said[3], said[4], said[5], said[6], said[7]);
                settled = new Place(tally.messages(), said[0], (int) said[1]);
                answerBytes = said[2];
            }
        } catch (NoSuchFileException e) {
            // Its first reading.
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // A mark cut by a power cut: the whole file is handed on again, which is harmless.
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private String answersEnding() {
        return format.answersInKind() ? ANSWERS : RESULT;
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    String name() {
        return file.getFileName().toString();
    }

    /** Names a message of it; the same after a crash, and another when the sender gives a file of this name again. */
    String sending(Message message) {
        return "file/" + written + "/" + name() + "/" + message.behind().messages();
    }

    FileFormat format() {
        return format;
    }

    /** Of the file as a whole, known with its last message. */
    List<String> remarks() {
        return messages.remarks();
    }

    /** The next message to hand on; empty when there is none. */
    Optional<Message> next() throws IOException {
        Optional<Message> message = messages.next();
        if (message.isPresent()) {
            waiting++;
        } else {
            readToEnd = true;
        }
        return message;
    }

    /** The oldest message that waits has its answer. */
    void answered(Message message, Outcome outcome) throws IOException {
        write(format.answersInKind() ? outcome.answer() : ResultLine.of(tally.messages(), outcome));
        waiting--;
        settled = message.behind();
        tally = tally.and(outcome);
        if (tally.messages() % MARK_EVERY == 0) {
            mark();
        }
    }

    private void write(byte[] answer) throws IOException {
        if (answers == null) {
            answers = FileChannel.open(beside(answersEnding()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            answers.truncate(answerBytes).position(answerBytes);
        }
        if (answer == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        while (bytes.hasRemaining()) {
            answers.write(bytes);
        }
        answerBytes += answer.length;
    }

    private void complain(String sentence) {
        reason = reason == null ? sentence : reason;
    }

    /** Every message of it is answered. */
    boolean finished() {
        return readToEnd && waiting == 0;
    }

    /** Remembers how far the answers go. */
    void mark() throws IOException {
        Path next = beside(NEXT_MARK);
        Files.writeString(
                next,
                "%d %d %d %d %d %d %d %d%n"
                        .formatted(
                                settled.bytes(),
                                settled.inBatch(),
                                answerBytes,
                                tally.applied(),
                                tally.parked(),
                                tally.refused(),
                                tally.replayed(),
                                tally.notTaken()),
                StandardCharsets.US_ASCII);
        Files.move(next, beside(MARK), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Puts the file among the done ones, or the failed ones when it or a message of it was refused; first itself, then its
     * answers: what a crash leaves behind is filed by {@link DropFolder}.
     *
     * @param name under which it is filed
     */
    void fileAway(Path done, Path failed, String name) throws IOException {
        if (tally.messages() == 0) {
            complain("Tệp không có bản tin nào. The file holds no message.");
        }
        for (String remark : messages.remarks()) {
            complain("Số bản tin khác với số ghi trong tệp: tệp có thể bị cắt. The file may be cut: " + remark
                    + ". Every message that was found has its answer.");
        }
        if (digest != null) {
            write(ResultLine.last(Checksum.ofAll(digest), tally));
        }
        close();
        Path folder = reason == null && tally.notTaken() == 0 ? done : failed;
        Path target = folder.resolve(name);
        if (reason != null) {
            Files.writeString(folder.resolve(name + REASON), reason + "\n", StandardCharsets.UTF_8);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(beside(answersEnding()))) {
            Files.move(beside(answersEnding()), folder.resolve(name + answersEnding()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(beside(MARK));
    }

    @Override
    public void close() throws IOException {
        messages.close();
        if (answers != null) {
            answers.force(false);
            answers.close();
            answers = null;
        }
    }
}
