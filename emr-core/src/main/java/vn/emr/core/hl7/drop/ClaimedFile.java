package vn.emr.core.hl7.drop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import vn.emr.core.intake.FileFormat;

/**
 * A file that was claimed: it lies in the working folder until every message of it is answered. The answers are written
 * beside it in the order of its messages, and a mark says from time to time how far they go, so that after a crash only
 * what came after the mark is read again; what of that was kept already is answered again and changes nothing.
 */
final class ClaimedFile implements AutoCloseable {
    static final String ANSWERS = ".ack";
    static final String MARK = ".mark";
    static final String REASON = ".reason.txt";
    private static final int MARK_EVERY = 1_000;

    private final Path file;
    private final FileFormat.Messages messages;
    private FileChannel answers;
    private FileFormat.Place settled = FileFormat.Place.START;
    private long answerBytes;
    private long refused;
    private String reason;
    private int waiting;
    private boolean readToEnd;

    /** Goes on where the mark says, else begins. */
    ClaimedFile(Path file, FileFormat format) throws IOException {
        this.file = file;
        readMark();
        messages = format.open(Files.newInputStream(file), settled);
    }

    static boolean isOurs(String name) {
        return name.endsWith(ANSWERS) || name.endsWith(MARK);
    }

    /** What may lie there without its file. */
    static boolean isLeft(String name) {
        return isOurs(name) || name.endsWith(MARK + ".tmp");
    }

    private void readMark() throws IOException {
        try {
            String[] parts = Files.readString(beside(MARK), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ");
            long end = Long.parseLong(parts[0]);
            long bytes = Long.parseLong(parts[1]);
            if (end <= Files.size(file) && bytes <= sizeOf(beside(ANSWERS))) {
                settled = new FileFormat.Place(Long.parseLong(parts[2]), end, Integer.parseInt(parts[4]));
                answerBytes = bytes;
                refused = Long.parseLong(parts[3]);
            }
        } catch (NoSuchFileException e) {
            // Its first reading.
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // A mark cut by a power cut: the whole file is read again, which is harmless.
        }
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    String name() {
        return file.getFileName().toString();
    }

    /** The next message to hand on; empty when there is none. */
    Optional<FileFormat.Message> next() throws IOException {
        Optional<FileFormat.Message> message = messages.next();
        if (message.isPresent()) {
            waiting++;
        } else {
            readToEnd = true;
        }
        return message;
    }

    /** The oldest message that waits has its answer. */
    void answered(FileFormat.Message message, byte[] answer, boolean wasRefused) throws IOException {
        if (answers == null) {
            answers = FileChannel.open(beside(ANSWERS), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            answers.truncate(answerBytes).position(answerBytes);
        }
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        while (bytes.hasRemaining()) {
            answers.write(bytes);
        }
        waiting--;
        answerBytes += answer.length;
        settled = message.behind();
        refused += wasRefused ? 1 : 0;
        if (settled.messages() % MARK_EVERY == 0) {
            mark();
        }
    }

    /** Says something is wrong with the file itself; it will lie among the failed ones with this sentence. */
    void complain(String sentence) {
        reason = reason == null ? sentence : reason;
    }

    /** Every message of it is answered. */
    boolean finished() {
        return readToEnd && waiting == 0;
    }

    /** Remembers how far the answers go. */
    void mark() throws IOException {
        Path next = beside(MARK + ".tmp");
        Files.writeString(
                next,
                settled.bytes() + " " + answerBytes + " " + settled.messages() + " " + refused + " " + settled.inBatch()
                        + "\n",
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
        if (settled.messages() == 0) {
            complain("Tệp không có bản tin nào. The file holds no message.");
        }
        for (String remark : messages.remarks()) {
            complain("Số bản tin khác với số ghi trong tệp: tệp có thể bị cắt. The file may be cut: " + remark
                    + ". Every message that was found has its answer.");
        }
        close();
        Path folder = reason == null && refused == 0 ? done : failed;
        Path target = folder.resolve(name);
        if (reason != null) {
            Files.writeString(folder.resolve(name + REASON), reason + "\n", StandardCharsets.UTF_8);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        if (Files.exists(beside(ANSWERS))) {
            Files.move(beside(ANSWERS), folder.resolve(name + ANSWERS), StandardCopyOption.ATOMIC_MOVE);
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
