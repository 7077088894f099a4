package vn.emr.core.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * A kind of file that holds many messages, one per format; {@link FileFormats} finds the one of a file. It cuts, and looks
 * at no more of a message than that takes.
 */
public interface FileFormat {
    /** What reads its messages. */
    Translator translator();

    /**
     * Whether a file that begins so is one of these.
     *
     * @param head its first bytes, at most {@link FileFormats#HEAD}, without byte order mark and blanks before them
     */
    boolean begins(byte[] head);

    /** Whether a sender may send any such file at all; what it may send of them is said message by message. */
    default boolean mayCome(Source source) {
        return true;
    }

    /** The messages of a file, read from its first byte on; closing them closes the file. Holds one message in memory. */
    Messages open(InputStream file) throws IOException;

    /** The messages behind one that was given before; a format that cannot do better reads over the earlier ones. */
    default Messages open(InputStream file, Place behind) throws IOException {
        Messages messages = open(file);
        for (long read = 0; read < behind.messages() && messages.next().isPresent(); read++) {}
        return messages;
    }

    /** A message with a refusal as a door takes it: its bytes are kept and refused with that. */
    Delivery refused(Message message, String door, String peer, Sources sources);

    /**
     * A message as a door takes it.
     *
     * @param sources finds the configured sender
     * @return empty when nothing of it came that could be kept
     */
    default Optional<Delivery> read(Message message, String door, String peer, Sources sources) {
        if (message.refusal() == null) {
            return Optional.of(translator().read(message.bytes(), door, peer, sources));
        }
        return message.bytes().length == 0 ? Optional.empty() : Optional.of(refused(message, door, peer, sources));
    }

    /** Whether what is answered to its messages is a message of the same format, as in HL7 v2. */
    default boolean answersInKind() {
        return false;
    }

    /** The messages of one file in their order. */
    interface Messages extends Closeable {
        /** The next message; empty when the file holds no more, or cannot be read any further. */
        Optional<Message> next() throws IOException;

        /** Safe sentences about the file as a whole, such as a count that is another; known once its last message was given. */
        List<String> remarks();
    }

    /**
     * One message.
     *
     * @param bytes as they lie in the file
     * @param refusal why they are no whole message, else null; then they are what came of it, or none when over a limit
     * @param behind where the file goes on
     */
    record Message(byte[] bytes, Refusal refusal, Place behind) {}

    /**
     * How far a file was read.
     *
     * @param messages given so far
     * @param bytes of the file up to here, where the format goes on by them, else 0
     * @param inBatch messages of the batch so far, where the format knows batches, else 0
     */
    record Place(long messages, long bytes, int inBatch) {
        public static final Place START = new Place(0, 0, 0);

        /** Behind so many messages, in a format that is read over them. */
        public static Place behind(long messages) {
            return new Place(messages, 0, 0);
        }
    }
}
