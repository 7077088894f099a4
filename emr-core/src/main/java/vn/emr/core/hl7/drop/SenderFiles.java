package vn.emr.core.hl7.drop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.SftpAddress;
import vn.emr.core.organization.Source;

/**
 * The files of one sender: its folder here, and when it has one, its folder on an SFTP server, whose files are brought into
 * {@code sftp} below. Both stand on the health page as doors.
 */
final class SenderFiles implements Rounds.Call {
    private static final Logger LOG = Logger.getLogger(SenderFiles.class);
    private static final String SFTP = "sftp";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * What all folders share.
     *
     * @param root below which every sender has its folder
     * @param keys the folder {@code keys} of the data folder
     * @param keep how long files that are done stay
     * @param stopping the server ends
     */
    record Place(Path root, Path keys, Duration keep, Doors doors, InstantSource clock, BooleanSupplier stopping) {}

    /** Takes one message of the sender, named by where it lay, and answers after its commit. */
    interface Intake {
        CompletionStage<Outcome> take(FileFormat.Message message, String peer);
    }

    /** One folder with its door and its reader. */
    private record Folder(Door door, DropFolder files) {}

    private interface Work {
        void run() throws IOException;
    }

    private final Place place;
    private final String name;
    private final int window;
    private final FileFormat format;
    private final Intake intake;
    private final Folder local;
    private Folder remote;
    private SftpDrop sftp;
    private Instant nextSweep = Instant.MIN;

    SenderFiles(Source source, Place place, FileFormat format, Intake intake) {
        this.place = place;
        this.format = format;
        this.name = source.dropFolder;
        // As many again are read ahead, so that a writer never waits for the reader of files.
        this.window = 2 * source.inFlight;
        this.intake = intake;
        Path here = place.root().resolve(name);
        this.local = folder(FileDrops.DOOR, "FILE", here.toString(), here);
        if (source.sftpAddress != null) {
            bringFrom(source, here.resolve("sftp"));
        }
    }

    private void bringFrom(Source source, Path brought) {
        SftpAddress address;
        try {
            address = SftpAddress.parse(source.sftpAddress);
        } catch (IllegalArgumentException e) {
            place.doors().register(SFTP + "/" + name, "SFTP", "-").down("Địa chỉ SFTP của nguồn sai: sửa nguồn.");
            return;
        }
        SftpSignIn signIn = new SftpSignIn(place.keys(), name);
        remote = folder(SFTP, "SFTP", address.shown(), brought);
        sftp = new SftpDrop(
                brought,
                () -> SftpConnection.open(address, source.sftpHostKey, signIn, PATIENCE),
                remote.door(),
                place.clock(),
                place.stopping());
    }

    private Folder folder(String kind, String protocol, String address, Path path) {
        String peer = kind + "/" + name;
        Door door = place.doors().register(peer, protocol, address);
        return new Folder(door, new DropFolder(path, place.clock(), window, format, message -> {
            door.received();
            return intake.take(message, peer);
        }));
    }

    /** Takes everything that lies there now. */
    @Override
    public Instant step() {
        guarded(local, () -> {
            drain(local);
            local.door().up();
        });
        if (sftp != null) {
            guarded(remote, this::bringAll);
        }
        if (!place.clock().instant().isBefore(nextSweep)) {
            nextSweep = place.clock().instant().plus(SWEEP_EVERY);
            guarded(local, () -> local.files().sweep(place.keep()));
            if (sftp != null) {
                guarded(remote, () -> remote.files().sweep(place.keep()));
            }
        }
        return place.clock().instant().plus(LOOK_EVERY);
    }

    private void bringAll() throws IOException {
        boolean more = true;
        while (more && !place.stopping().getAsBoolean()) {
            more = sftp.bring();
            drain(remote);
            sftp.answer();
        }
    }

    private void drain(Folder folder) throws IOException {
        boolean more = true;
        while (more) {
            more = folder.files().look(place.stopping());
        }
    }

    private void guarded(Folder folder, Work work) {
        try {
            work.run();
        } catch (IOException | UncheckedIOException e) {
            if (folder.door().down("Không dùng được thư mục nhận tệp: kiểm tra thư mục và quyền ghi của máy chủ.")) {
                LOG.warnf("folder %s cannot be used: %s", name, e.getClass().getName());
            }
        }
    }

    /** Takes its doors off the health page, too: the sender sends no files any more, or other ones. */
    @Override
    public void close() {
        if (sftp != null) {
            sftp.close();
        }
        place.doors().forget(FileDrops.DOOR + "/" + name);
        place.doors().forget(SFTP + "/" + name);
    }
}
