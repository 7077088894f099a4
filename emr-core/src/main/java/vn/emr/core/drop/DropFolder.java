package vn.emr.core.drop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import vn.emr.core.Refusal;
import vn.emr.core.drop.Handoff.Looks;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormats;

/**
 * One sender's folder. What lies in it is claimed by a rename into {@code working}, read from the oldest on, and ends in
 * {@code done} or {@code failed} with its answers beside it ({@code NAME.ack}, or {@code NAME.result.ndjson} where answers
 * are no messages). A file is taken when it has not changed for some seconds and is what a {@code NAME.sha256} beside it
 * says, if there is one; a sender that writes under another name ({@code .tmp}, {@code .part}, a dot in front) and renames
 * is quite safe. Used by one thread at a time.
 */
final class DropFolder {
    /** A file that grew or changed within this time is still being written. */
    static final Duration QUIET = Duration.ofSeconds(3);

    /** Looked at and claimed at once; the others have their turn at the next look. */
    private static final int MOST_FILES = 1_000;

    /** In bytes; file systems take 255, and endings are added. */
    private static final int LONGEST_NAME = 200;

    private static final String NOT_OURS =
            "Máy chủ không được phép đọc tệp này: bên gửi cần cho quyền đọc rồi gửi lại. This server may not read the file;"
                    + " nothing of it was taken, allow it and send it again.";

    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".partial", ".filepart", ".writing");

    private final Path folder;
    private final FolderHere here;
    private final Handoff handoff;
    private final Path working;
    private final Path done;
    private final Path failed;
    private final InstantSource clock;
    private final FileFormats formats;
    private final UnderWay underWay;
    private final Opening opening;
    private Map<Path, Looks> seen = Map.of();

    /**
     * @param handoff the file in it that is only copied
     * @param underWay the messages of this folder that wait for their commit
     */
    DropFolder(
            Path folder,
            Handoff handoff,
            InstantSource clock,
            FileFormats formats,
            UnderWay underWay,
            Opening opening) {
        this.folder = folder;
        this.here = new FolderHere(folder);
        this.handoff = handoff;
        this.working = folder.resolve("working");
        this.done = folder.resolve("done");
        this.failed = folder.resolve("failed");
        this.clock = clock;
        this.formats = formats;
        this.underWay = underWay;
        this.opening = opening;
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
        handoff.look(here);
        List<Path> claimed = inOrder(working, name -> ClaimedFile.besides(name).isEmpty() && !name.endsWith(".tmp"));
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
                Optional<FileFormat> format = format(file);
                if (format.isPresent()) {
                    ClaimedFile current = new ClaimedFile(file, format.get());
                    open.add(current);
                    underWay.handOn(current, stopping);
                }
                any |= format.isEmpty() | fileFinished(open);
            }
            while (!underWay.none()) {
                underWay.settle();
                any |= fileFinished(open);
            }
            any |= fileFinished(open);
        } catch (UnderWay.Unanswered later) {
            any = false;
        } finally {
            underWay.forget();
            for (ClaimedFile unfinished : open) {
                unfinished.mark();
                unfinished.close();
            }
        }
        return any;
    }

    /** What kind of file it is; one of no kind is filed at once. */
    private Optional<FileFormat> format(Path file) throws IOException {
        byte[] beginning;
        try (InputStream in = opening.open(file)) {
            beginning = in.readNBytes(FileFormats.HEAD);
        } catch (AccessDeniedException notOurs) {
            refuse(file, NOT_OURS);
            return Optional.empty();
        }
        try {
            return Optional.of(formats.of(beginning));
        } catch (Refusal unknown) {
            refuse(
                    file,
                    "Tệp trống, hoặc không phải HL7 v2, XML hồ sơ BHYT hay JSON: không đọc được. Nothing was taken: "
                            + unknown.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** Puts a file of which nothing was taken among the failed ones; returns the name it has there. */
    private String refuse(Path file, String reason) throws IOException {
        String name = freeName(file.getFileName().toString());
        Files.writeString(failed.resolve(name + ClaimedFile.REASON), reason + "\n", StandardCharsets.UTF_8);
        Files.move(file, failed.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return name;
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
        for (Path left : inOrder(working, name -> ClaimedFile.besides(name).isPresent())) {
            String name = left.getFileName().toString();
            String of = ClaimedFile.besides(name).orElseThrow();
            if (Files.exists(working.resolve(of))) {
                continue;
            }
            Path beside = Files.exists(failed.resolve(of)) ? failed : done;
            if (ClaimedFile.GIVEN.stream().anyMatch(name::endsWith) && !Files.exists(beside.resolve(name))) {
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
        for (Path answers : inOrder(done, name -> ClaimedFile.besides(name).isPresent())) {
            BasicFileAttributes is = attributes(answers);
            // Written when the last message was answered; the file itself may be older than its arrival.
            if (is != null && is.lastModifiedTime().toMillis() < before) {
                String of =
                        ClaimedFile.besides(answers.getFileName().toString()).orElseThrow();
                Files.deleteIfExists(done.resolve(of));
                Files.delete(answers);
            }
        }
    }

    private List<Path> claim() throws IOException {
        List<Path> claimed = new ArrayList<>();
        Map<Path, Looks> now = new HashMap<>();
        long quiet = clock.instant().minus(QUIET).toEpochMilli();
        for (Path file : inOrder(folder, name -> mayBeTaken(name) && !handoff.is(name))) {
            Looks looks = here.looks(file.getFileName().toString());
            if (looks == null) {
                continue;
            }
            now.put(file, looks);
            if (looks.equals(seen.get(file)) && looks.modified() <= quiet && claimed.size() < MOST_FILES) {
                claim(file, looks, quiet).ifPresent(claimed::add);
            }
        }
        seen = now;
        return claimed;
    }

    /** Empty when it must wait, or nothing of it may be taken. */
    private Optional<Path> claim(Path file, Looks looks, long quiet) throws IOException {
        String name = file.getFileName().toString();
        Path stated = folder.resolve(name + Checksum.ENDING);
        Looks sidecar = here.looks(name + Checksum.ENDING);
        if (sidecar != null) {
            if (sidecar.modified() > quiet) {
                return Optional.empty();
            }
            boolean ours = opening.allowed(file) && opening.allowed(stated);
            if (!ours || !Checksum.agrees(file, stated)) {
                String as = refuse(file, ours ? Checksum.DIFFERS : NOT_OURS);
                Files.move(stated, failed.resolve(as + Checksum.ENDING), StandardCopyOption.ATOMIC_MOVE);
                return Optional.empty();
            }
            Files.delete(stated);
        }
        Path mine = working.resolve(name);
        Files.move(file, mine, StandardCopyOption.ATOMIC_MOVE);
        if (!looks.equals(new FolderHere(working).looks(name))) {
            // Written to in this very moment: it is another file now and has to lie quietly again.
            Files.move(mine, folder.resolve(name + "." + clock.millis()), StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        }
        return Optional.of(mine);
    }

    static boolean mayBeTaken(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && ClaimedFile.besides(lower).isEmpty()
                && !lower.endsWith(Checksum.ENDING)
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
