package vn.emr.core.hl7.drop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Outcome;

/**
 * One sender's folder. What lies in it is claimed by a rename into {@code working}, read from the oldest on, and ends in
 * {@code done} or {@code failed} with its answers beside it ({@code NAME.ack}). A file is taken when it has not changed
 * for some seconds; a sender that writes under another name ({@code .tmp}, {@code .part}, a dot in front) and renames is
 * quite safe. Used by one thread at a time.
 */
final class DropFolder {
    /** A file that grew or changed within this time is still being written. */
    static final Duration QUIET = Duration.ofSeconds(3);

    /** Looked at and claimed at once; the others have their turn at the next look. */
    private static final int MOST_FILES = 1_000;

    /** In bytes; file systems take 255, and endings are added. */
    private static final int LONGEST_NAME = 200;

    private static final long MOST_BYTES_WAITING = 32 << 20;
    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".partial", ".filepart", ".writing");

    /** What a file looked like the last time. */
    private record Seen(long modified, long size) {}

    private record Waiting(ClaimedFile file, FileFormat.Message message, CompletionStage<Outcome> outcome) {}

    private final Path folder;
    private final Path working;
    private final Path done;
    private final Path failed;
    private final InstantSource clock;
    private final FileFormat format;
    private final Function<FileFormat.Message, CompletionStage<Outcome>> intake;
    private final int window;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private Map<Path, Seen> seen = Map.of();
    private long bytesWaiting;

    /**
     * @param intake takes one message and answers after its commit
     * @param window messages that may wait for their commit
     */
    DropFolder(
            Path folder,
            InstantSource clock,
            int window,
            FileFormat format,
            Function<FileFormat.Message, CompletionStage<Outcome>> intake) {
        this.folder = folder;
        this.working = folder.resolve("working");
        this.done = folder.resolve("done");
        this.failed = folder.resolve("failed");
        this.clock = clock;
        this.window = window;
        this.format = format;
        this.intake = intake;
    }

    /**
     * Takes what lies there, and waits for the answers.
     *
     * @param stopping asked between messages; what is claimed then is gone on with later
     * @return true when something was filed, so that a further look at once is worth it
     * @throws IOException when the folder cannot be used
     */
    boolean look(BooleanSupplier stopping) throws IOException {
        for (Path own : List.of(folder, working, done, failed)) {
            Files.createDirectories(own);
            if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS) && !own.equals(folder)) {
                throw new IOException("not a folder");
            }
        }
        fileLeftovers();
        List<Path> claimed = inOrder(working, name -> !ClaimedFile.isOurs(name) && !name.endsWith(".tmp"));
        if (claimed.isEmpty()) {
            claimed = claim();
        }
        boolean any = false;
        Deque<ClaimedFile> open = new ArrayDeque<>();
        try {
            for (Path file : claimed) {
                if (stopping.getAsBoolean()) {
                    break;
                }
                ClaimedFile current = new ClaimedFile(file, format);
                open.add(current);
                readAll(current, stopping);
                any |= fileFinished(open);
            }
            while (!waiting.isEmpty()) {
                settle();
                any |= fileFinished(open);
            }
            any |= fileFinished(open);
        } catch (Unanswered later) {
            any = false;
        } finally {
            waiting.clear();
            bytesWaiting = 0;
            for (ClaimedFile unfinished : open) {
                unfinished.mark();
                unfinished.close();
            }
        }
        return any;
    }

    /** A message had no answer now: the file is gone on with at a later look. */
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        Unanswered() {
            super(null, null, false, false);
        }
    }

    private void readAll(ClaimedFile file, BooleanSupplier stopping) throws IOException, Unanswered {
        for (var next = file.next(); next.isPresent(); next = file.next()) {
            FileFormat.Message message = next.get();
            while (!waiting.isEmpty()
                    && (waiting.size() >= window || bytesWaiting + message.bytes().length > MOST_BYTES_WAITING)) {
                settle();
            }
            if (stopping.getAsBoolean()) {
                while (!waiting.isEmpty()) {
                    settle();
                }
                throw new Unanswered();
            }
            waiting.add(new Waiting(file, message, intake.apply(message)));
            bytesWaiting += message.bytes().length;
        }
    }

    private void settle() throws IOException, Unanswered {
        Waiting oldest = waiting.remove();
        bytesWaiting -= oldest.message().bytes().length;
        Outcome outcome;
        try {
            outcome = oldest.outcome().toCompletableFuture().join();
        } catch (CompletionException | CancellationException e) {
            throw new Unanswered();
        }
        if (outcome.kind() == Outcome.Kind.FAILED) {
            throw new Unanswered();
        }
        boolean refused = outcome.kind() == Outcome.Kind.REFUSED
                || outcome.kind() == Outcome.Kind.REPLAYED
                        && outcome.code() != null
                        && outcome.code().acknowledgement().equals("AR");
        byte[] answer = outcome.answer() == null ? new byte[0] : outcome.answer();
        oldest.file().answered(oldest.message(), answer, refused);
    }

    private boolean fileFinished(Deque<ClaimedFile> open) throws IOException {
        boolean any = false;
        while (!open.isEmpty() && open.peek().finished()) {
            ClaimedFile finished = open.remove();
            finished.fileAway(done, failed, freeName(finished.name()));
            any = true;
        }
        return any;
    }

    /** Senders use names again; what was filed is never overwritten. */
    private String freeName(String name) {
        boolean free = !Files.exists(done.resolve(name)) && !Files.exists(failed.resolve(name));
        return free ? name : name + "." + clock.millis();
    }

    /** Answers whose file was filed a moment before a crash go beside it. */
    private void fileLeftovers() throws IOException {
        for (Path left : inOrder(working, ClaimedFile::isLeft)) {
            String name = left.getFileName().toString();
            String of = name.substring(0, name.lastIndexOf('.'));
            if (Files.exists(working.resolve(of))) {
                continue;
            }
            Path beside = Files.exists(failed.resolve(of)) ? failed : done;
            if (name.endsWith(ClaimedFile.ANSWERS) && !Files.exists(beside.resolve(name))) {
                Files.move(left, beside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(left);
            }
        }
    }

    /**
     * Removes files that were done so long ago, each with its answers; all they held is in the record. What failed stays
     * until a person removes it.
     */
    void sweep(Duration keep) throws IOException {
        long before = clock.instant().minus(keep).toEpochMilli();
        for (Path answers : inOrder(done, name -> name.endsWith(ClaimedFile.ANSWERS))) {
            BasicFileAttributes is = attributes(answers);
            // Written when the last message was answered; the file itself may be older than its arrival.
            if (is != null && is.lastModifiedTime().toMillis() < before) {
                String name = answers.getFileName().toString();
                Files.deleteIfExists(done.resolve(name.substring(0, name.length() - ClaimedFile.ANSWERS.length())));
                Files.delete(answers);
            }
        }
    }

    private List<Path> claim() throws IOException {
        List<Path> claimed = new ArrayList<>();
        Map<Path, Seen> now = new HashMap<>();
        long quiet = clock.instant().minus(QUIET).toEpochMilli();
        for (Path file : inOrder(folder, DropFolder::mayBeTaken)) {
            BasicFileAttributes is = attributes(file);
            if (is == null) {
                continue;
            }
            Seen looks = new Seen(is.lastModifiedTime().toMillis(), is.size());
            now.put(file, looks);
            if (looks.equals(seen.get(file)) && looks.modified() <= quiet && claimed.size() < MOST_FILES) {
                Path mine = working.resolve(file.getFileName());
                Files.move(file, mine, StandardCopyOption.ATOMIC_MOVE);
                claimed.add(mine);
                now.remove(file);
            }
        }
        seen = now;
        return claimed;
    }

    static boolean mayBeTaken(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && !ClaimedFile.isOurs(lower)
                && UNFINISHED.stream().noneMatch(lower::endsWith);
    }

    /** Plain files (no links) from the oldest on; a folder may hold more than is looked at. */
    private static List<Path> inOrder(Path folder, Predicate<String> names) throws IOException {
        record Dated(Path file, long modified) {}
        List<Dated> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(
                folder, file -> names.test(file.getFileName().toString()))) {
            for (Path file : all) {
                BasicFileAttributes is = attributes(file);
                if (is != null && is.isRegularFile()) {
                    found.add(new Dated(file, is.lastModifiedTime().toMillis()));
                }
            }
        }
        found.sort(Comparator.comparingLong(Dated::modified).thenComparing(Dated::file));
        return found.stream().map(Dated::file).toList();
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
