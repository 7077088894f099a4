package vn.emr.core.drop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on this machine, and a wire before it that can be cut or made silent after so many bytes. */
public final class SftpPeer implements AutoCloseable {
    public static final String USER = "lis";
    public static final String PASSWORD = "một mật khẩu";

    public final Path root;
    private final KeyPair hostKey;
    private final ServerSocket wire;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final List<Socket> open = new ArrayList<>();
    private volatile boolean mute;
    private volatile PublicKey knownKey;
    private SshServer server;

    public SftpPeer(Path root) throws IOException {
        this.root = Files.createDirectories(root);
        hostKey = pair("EC");
        wire = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::join);
        start();
    }

    static KeyPair pair(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (kind.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals(USER) && knownKey != null && KeyUtils.compareKeys(knownKey, key));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
    }

    /** Ends the server; its address stays the same. */
    public void stop() throws IOException {
        server.stop(true);
        hangUp();
    }

    void knows(PublicKey key) {
        knownKey = key;
    }

    public String address(String folder) {
        return "sftp://" + USER + "@127.0.0.1:" + wire.getLocalPort() + folder;
    }

    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
    }

    /** The wire breaks after the server has said so many bytes more. */
    void cutAfter(long bytes) {
        left.set(bytes);
    }

    /** The wire stays, but nothing the server says arrives any more. */
    void mute(boolean silent) {
        mute = silent;
    }

    private void join() {
        while (!wire.isClosed()) {
            try {
                Socket near = wire.accept();
                Socket far = new Socket("127.0.0.1", server.getPort());
                synchronized (open) {
                    open.add(near);
                    open.add(far);
                }
                Thread.ofVirtual().start(() -> carry(near, far, false));
                Thread.ofVirtual().start(() -> carry(far, near, true));
            } catch (IOException e) {
                hangUp();
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] bytes = new byte[4096];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (answers && left.addAndGet(-read) < 0) {
                    left.set(Long.MAX_VALUE);
                    return;
                }
                if (!answers || !mute) {
                    out.write(bytes, 0, read);
                }
            }
        } catch (IOException e) {
            // One end hung up.
        }
    }

    private void hangUp() {
        synchronized (open) {
            for (Socket socket : open) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            open.clear();
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
        stop();
    }
}
