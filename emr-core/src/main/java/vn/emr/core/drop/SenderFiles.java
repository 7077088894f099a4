package vn.emr.core.drop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.FileFormat.Message;
import vn.emr.core.intake.FileFormats;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Rounds;
import vn.emr.core.intake.Sources;
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
     * @param inbox takes one message and answers after its commit
     * @param stopping the server ends
     */
    record Place(
            Path root,
            Path keys,
            Duration keep,
            FileFormats formats,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Doors doors,
            InstantSource clock,
            BooleanSupplier stopping) {}

    /** One folder with its door and its reader. */
    private record Folder(Door door, DropFolder files) {}

    private interface Work {
        void run() throws IOException;
    }

    private final Place place;
    private final String name;
    private final int window;
    private final Sources sender;
    private final Folder local;
    private Folder remote;
    private SftpDrop sftp;
    private Instant nextSweep = Instant.MIN;

    SenderFiles(Source source, Place place) {
        this.place = place;
        this.name = source.dropFolder;
        // As many again are read ahead, so that a writer never waits for the reader of files.
        this.window = 2 * source.inFlight;
        this.sender = Sources.only(source);
        Path here = place.root().resolve(name);
        String handedOver = source.settings == null ? null : source.settings.get(Handoff.SETTING);
        this.local = folder(FileDrops.DOOR, "FILE", here.toString(), here, handedOver);
        if (source.sftpAddress != null) {
            bringFrom(source, here.resolve("sftp"), handedOver);
        }
    }

    private void bringFrom(Source source, Path brought, String handedOver) {
        SftpAddress address;
        try {
            address = SftpAddress.parse(source.sftpAddress);
        } catch (IllegalArgumentException e) {
            place.doors().register(SFTP + "/" + name, "SFTP", "-").down("Địa chỉ SFTP của nguồn sai: sửa nguồn.");
            return;
        }
        SftpSignIn signIn = new SftpSignIn(place.keys(), name);
        remote = folder(SFTP, "SFTP", address.shown(), brought, null);
        sftp = new SftpDrop(
                brought,
                new Handoff(handedOver, brought, place.clock()),
                () -> SftpConnection.open(address, source.sftpHostKey, signIn, PATIENCE),
                remote.door(),
                place.clock(),
                place.stopping());
    }

    private Folder folder(String kind, String protocol, String address, Path path, String handedOver) {
        String peer = kind + "/" + name;
        Door door = place.doors().register(peer, protocol, address);
        UnderWay underWay = new UnderWay(
                (format, message, remarks, sending) -> {
                    door.received();
                    return take(format, message, remarks, peer, sending);
                },
                window);
        Handoff handoff = new Handoff(handedOver, path, place.clock());
        return new Folder(
                door, new DropFolder(path, handoff, place.clock(), place.formats(), underWay, Files::newInputStream));
    }

    private CompletionStage<Outcome> take(
            FileFormat format, Message message, List<String> remarks, String peer, String sending) {
        Optional<Delivery> read = format.read(message, FileDrops.DOOR, peer, sender);
        return read.isEmpty()
                ? CompletableFuture.completedFuture(Outcome.refused(Outcome.Kind.REFUSED, message.refusal()))
                : place.inbox().apply(read.get().remarked(remarks).of(sending));
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
