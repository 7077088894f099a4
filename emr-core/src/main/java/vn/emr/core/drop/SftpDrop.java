package vn.emr.core.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import vn.emr.core.drop.SftpConnection.Entry;
import vn.emr.core.intake.Door;

/**
 * A sender's folder on its own SFTP server, by the rules of the folder here: a file that has not changed for some seconds is
 * claimed by a rename into {@code working} over there and copied into {@code working} here under the same name; once it is
 * filed here its answers are put beside it over there, in {@code done} or {@code failed}. What a crash or a lost connection
 * leaves is told by what lies where, and gone on with. Used by one thread at a time, {@link #close} by any.
 */
final class SftpDrop implements AutoCloseable {
    /** Two round trips on a connection that stays open. */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** A server that does not want us is asked less and less often: it may lock our account. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What is longer stays where it is, and the health page says so. */
    static final long LARGEST_FILE = 2L << 30;

    /** Brought at once; what they hold is in the record before more is brought. */
    private static final int MOST_FILES = 200;

    private static final long MOST_BYTES = 512L << 20;
    static final String WORKING = "working";
    private static final String DONE = "done";
    private static final String FAILED = "failed";
    private static final Logger LOG = Logger.getLogger(SftpDrop.class);

    /** Opens a connection. */
    interface Opening {
        SftpConnection open() throws SftpTrouble;
    }

    private interface Work {
        void run() throws IOException;
    }

    /** How a file looked, and since when. */
    private record Seen(Entry entry, Instant since) {}

    private final Path here;
    private final Handoff handoff;
    private final Opening opening;
    private final Door door;
    private final InstantSource clock;
    private final BooleanSupplier stopping;
    private volatile SftpConnection connection;
    private Map<String, Seen> seen = Map.of();
    private Instant next = Instant.MIN;
    private Duration pause = EVERY;
    private int files;
    private long bytes;

    /** @param here the sender's folder on this machine, in which {@link DropFolder} works */
    SftpDrop(Path here, Handoff handoff, Opening opening, Door door, InstantSource clock, BooleanSupplier stopping) {
        this.here = here;
        this.handoff = handoff;
        this.opening = opening;
        this.door = door;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * Brings files here, when it is time to look over there.
     *
     * @return true when there were some, so that a further look at once is worth it
     * @throws IOException when the folder here cannot be used
     */
    boolean bring() throws IOException {
        files = 0;
        bytes = 0;
        if (!clock.instant().isBefore(next)) {
            asking(() -> {
                handoff.look(new FolderThere(connection));
                Set<String> theirs = goOn();
                claim(theirs);
                next = files > 0 ? Instant.MIN : clock.instant().plus(EVERY);
            });
        }
        return files > 0;
    }

    /** Puts the answers of what was brought and is filed by now where the sender finds them. */
    void answer() throws IOException {
        if (files > 0) {
            asking(() -> {
                for (Entry entry : connection.files(WORKING)) {
                    if (known(entry.name())) {
                        giveBack(entry.name());
                    }
                }
            });
        }
    }

    private void asking(Work work) throws IOException {
        try {
            if (connection == null || !connection.usable()) {
                connect();
            }
            work.run();
            pause = EVERY;
            door.up();
        } catch (SftpTrouble trouble) {
            close();
            files = 0;
            next = clock.instant().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            if (door.down(trouble.getMessage())) {
                LOG.warnf("%s: %s", door.state().name(), trouble.getMessage());
            }
        }
    }

    private void connect() throws SftpTrouble {
        close();
        connection = opening.open();
        for (String folder : List.of(WORKING, DONE, FAILED)) {
            connection.folder(folder);
        }
    }

    /** What was claimed before: answered when it is filed here, copied when it is not here. Returns the names over there. */
    private Set<String> goOn() throws IOException {
        Set<String> theirs = new HashSet<>();
        for (Entry entry : oldestFirst(WORKING)) {
            theirs.add(entry.name());
            if (!takes(entry)) {
                continue;
            }
            if (known(entry.name())) {
                giveBack(entry.name());
            } else if (hasRoom()) {
                copy(entry);
            }
        }
        return theirs;
    }

    private void claim(Set<String> theirs) throws IOException {
        List<Entry> all = oldestFirst(".");
        Map<String, Seen> now = new HashMap<>();
        for (Entry entry : all) {
            Seen before = seen.get(entry.name());
            boolean same = before != null && before.entry().equals(entry);
            now.put(entry.name(), same ? before : new Seen(entry, clock.instant()));
        }
        seen = now;
        for (Entry entry : all) {
            if (takes(entry) && hasRoom() && quiet(entry.name()) && quiet(entry.name() + Checksum.ENDING)) {
                claim(entry, theirs);
            }
        }
    }

    /** It has not changed for some seconds, or is not there. */
    private boolean quiet(String name) {
        Seen looks = seen.get(name);
        return looks == null || !looks.since().isAfter(clock.instant().minus(DropFolder.QUIET));
    }

    /** What its sender says it is, is brought first: a break after the rename forgets nothing. */
    private void claim(Entry entry, Set<String> theirs) throws IOException {
        String name = known(entry.name()) || theirs.contains(entry.name())
                ? entry.name() + "." + clock.millis()
                : entry.name();
        String stated = entry.name() + Checksum.ENDING;
        Path statedHere = fetching().resolve(name + Checksum.ENDING);
        if (seen.containsKey(stated)) {
            connection.fetch(stated, statedHere, Checksum.LONGEST);
        } else {
            Files.deleteIfExists(statedHere);
        }
        connection.rename(entry.name(), WORKING + "/" + name);
        if (seen.containsKey(stated)) {
            connection.remove(stated);
        }
        seen.remove(entry.name());
        seen.remove(stated);
        copy(new Entry(name, entry.size(), entry.modifiedSeconds()));
    }

    private Path fetching() throws IOException {
        return Files.createDirectories(here.resolve("fetching"));
    }

    private List<Entry> oldestFirst(String folder) throws SftpTrouble {
        return connection.files(folder).stream()
                .sorted(Comparator.comparingLong(Entry::modifiedSeconds).thenComparing(Entry::name))
                .toList();
    }

    /** Names come from outside: what could lead out of a folder, or is a pattern, is left alone. */
    private boolean takes(Entry entry) {
        String name = entry.name();
        if (entry.size() > LARGEST_FILE) {
            door.failed("Có tệp lớn hơn 2 GiB trên máy chủ SFTP, không được lấy: bên gửi cần chia nhỏ.");
            return false;
        }
        try {
            return DropFolder.mayBeTaken(name)
                    && !handoff.is(name)
                    && name.chars().noneMatch(c -> c < ' ' || "/\\*?".indexOf(c) >= 0)
                    && here.resolve(name).getFileName().toString().equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean hasRoom() {
        return files < MOST_FILES && bytes < MOST_BYTES && !stopping.getAsBoolean();
    }

    /** It is here: being read, or filed. */
    private boolean known(String name) {
        return List.of(WORKING, DONE, FAILED).stream()
                .anyMatch(folder -> Files.exists(here.resolve(folder).resolve(name)));
    }

    /** Whole or not at all; what was still being written over there is copied again at a later look. */
    private void copy(Entry entry) throws IOException {
        String path = WORKING + "/" + entry.name();
        Entry now = connection.entry(path);
        if (now == null) {
            return;
        }
        Path part = fetching().resolve(entry.name());
        long copied = connection.fetch(path, part, LARGEST_FILE);
        if (copied != now.size() || !now.equals(connection.entry(path))) {
            Files.deleteIfExists(part);
            return;
        }
        Files.setLastModifiedTime(part, FileTime.fromMillis(entry.modifiedSeconds() * 1_000));
        Path stated = fetching().resolve(entry.name() + Checksum.ENDING);
        boolean agrees = !Files.exists(stated) || Checksum.agrees(part, stated);
        Path folder = Files.createDirectories(here.resolve(agrees ? WORKING : FAILED));
        if (!agrees) {
            Files.writeString(folder.resolve(entry.name() + ClaimedFile.REASON), Checksum.DIFFERS + "\n");
        }
        Files.move(part, folder.resolve(entry.name()), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(stated);
        files++;
        bytes += copied;
    }

    private void giveBack(String name) throws SftpTrouble {
        Path working = here.resolve(WORKING);
        boolean under = Files.exists(working.resolve(name))
                || ClaimedFile.GIVEN.stream().anyMatch(ending -> Files.exists(working.resolve(name + ending)));
        if (under) {
            return;
        }
        String folder = Files.exists(here.resolve(DONE).resolve(name)) ? DONE : FAILED;
        String target = folder + "/" + name;
        if (connection.exists(target)) {
            target += "." + clock.millis();
        }
        for (String ending : ClaimedFile.GIVEN) {
            Path said = here.resolve(folder).resolve(name + ending);
            if (Files.exists(said)) {
                connection.send(said, target + ending);
            }
        }
        connection.rename(WORKING + "/" + name, target);
    }

    @Override
    public void close() {
        SftpConnection now = connection;
        connection = null;
        if (now != null) {
            now.close();
        }
    }
}
