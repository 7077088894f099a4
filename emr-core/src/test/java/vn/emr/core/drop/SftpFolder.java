package vn.emr.core.drop;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Doors;
import vn.emr.core.organization.SftpAddress;

/** A folder of a real SFTP server over a real socket; what takes the messages in is a list. */
@Timeout(120)
abstract class SftpFolder {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T03:00:00Z"));
    final Taking taking = new Taking();
    final List<String> taken = taking.taken;
    final Door door = new Doors().register("sftp/lis", "SFTP", "test");
    SftpPeer peer;
    Path there;
    Path here;
    String pin;
    SftpDrop remote;
    private DropFolder local;

    @BeforeEach
    void open() throws IOException {
        peer = new SftpPeer(folder.resolve("server"));
        there = Files.createDirectories(peer.root.resolve("out"));
        here = folder.resolve("here");
        pin = peer.fingerprint();
        secret("lis.password", SftpPeer.PASSWORD + "\n");
        local = new DropFolder(
                here,
                new Handoff(null, here, now::get),
                now::get,
                Taking.FORMATS,
                Taking.underWay(taking),
                Files::newInputStream);
        use("/out");
    }

    @AfterEach
    void close() throws IOException {
        remote.close();
        peer.close();
    }

    void use(String path) {
        SftpAddress address = SftpAddress.parse(peer.address(path));
        SftpSignIn signIn = new SftpSignIn(folder.resolve("keys"), "lis");
        remote = new SftpDrop(
                here,
                new Handoff("order.txt", here, now::get),
                () -> SftpConnection.open(address, pin, signIn, PATIENCE),
                door,
                now::get,
                () -> false);
    }

    Path secret(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("keys/sftp")).resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    void put(String name, String text, int secondsAgo) throws IOException {
        Path file = Files.writeString(there.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(now.get().minusSeconds(secondsAgo)));
    }

    static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    void look() throws IOException {
        while (remote.bring()) {
            while (local.look(() -> false)) {
                // Until nothing is left.
            }
            remote.answer();
        }
        now.set(now.get().plus(SftpDrop.EVERY));
    }

    void lookTwice() throws IOException {
        look();
        look();
    }

    String trouble() {
        assertFalse(door.state().up());
        return door.state().lastError();
    }
}
