package vn.emr.api.trial;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the sender knows: each attempt before it is sent, each answer after it came, flushed to a file of its own that no
 * kill of the server can touch.
 */
final class Ledger implements AutoCloseable {
    private final FileOutputStream file;
    private final Set<Long> tried = ConcurrentHashMap.newKeySet();
    private final Map<Long, List<String>> answers = new ConcurrentHashMap<>();

    Ledger(Path path) throws IOException {
        file = new FileOutputStream(path.toFile());
    }

    void trying(long number, int attempt) {
        tried.add(number);
        write("try %d %d".formatted(number, attempt));
    }

    /** @param acknowledgement the MSA segment, or null when there was no answer */
    void answered(long number, int attempt, String acknowledgement) {
        write("answer %d %d %s".formatted(number, attempt, acknowledgement == null ? "none" : acknowledgement));
        if (acknowledgement != null) {
            answers.computeIfAbsent(number, n -> new ArrayList<>()).add(acknowledgement);
        }
    }

    private synchronized void write(String line) {
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every message that was sent at least once. */
    Set<Long> tried() {
        return tried;
    }

    /** The answers each message got, by its number. */
    Map<Long, List<String>> answers() {
        return answers;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
