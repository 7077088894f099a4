package vn.emr.core.hl7;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import vn.emr.core.audit.Digest;
import vn.emr.core.intake.Peer;

/**
 * TLS 1.2 and 1.3 of the MLLP doors (IHE ITI-19). Certificate, key and the authorities of the senders are PEM files; new
 * files are taken over within 5 s for new connections, and when they cannot be read the last good ones stay in use.
 *
 * <p>A sender may show a certificate of its own. With authorities it must come from one of them. Without, any certificate
 * may be shown: it proves only that the sender holds its key, so a source is then bound by fingerprint, never by subject.
 */
public final class MllpTls {
    private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private record Stamp(long modified, long size) {}

    private record Loaded(SslContext context, List<Stamp> stamps, long lookedAt, String trouble) {}

    private final Path certificate;
    private final Path key;
    private final Path authorities;
    private final LongSupplier nanos;
    private volatile Loaded loaded;

    /**
     * Reads the files.
     *
     * @param key PKCS 8 without a password
     * @param authorities of the senders' certificates; null takes any certificate
     * @throws DoorUnusable in one sentence when they do not make a server
     */
    public MllpTls(Path certificate, Path key, Path authorities) {
        this(certificate, key, authorities, System::nanoTime);
    }

    MllpTls(Path certificate, Path key, Path authorities, LongSupplier nanos) {
        this.certificate = certificate;
        this.key = key;
        this.authorities = authorities;
        this.nanos = nanos;
        try {
            List<Stamp> stamps = stamps();
            this.loaded = new Loaded(build(), stamps, nanos.getAsLong(), null);
        } catch (IOException | IllegalArgumentException e) {
            throw new DoorUnusable(unreadable());
        }
    }

    /** For one new connection, with the newest good files. */
    SslHandler handler(ByteBufAllocator allocator) {
        return current().context().newHandler(allocator);
    }

    /** What is wrong with the files as they lie there now; the doors then go on with the last good ones. */
    public Optional<String> trouble() {
        return Optional.ofNullable(current().trouble());
    }

    /** The other end of a connection after its handshake. */
    Peer peer(InetSocketAddress remote, SSLSession session) {
        InetAddress address = remote == null ? null : remote.getAddress();
        try {
            X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
            MessageDigest digest = Digest.sha256();
            String fingerprint = HexFormat.of().formatHex(digest.digest(shown.getEncoded()));
            String subject =
                    authorities == null ? null : shown.getSubjectX500Principal().getName();
            return new Peer(Peer.name(remote), address, true, fingerprint, subject);
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return new Peer(Peer.name(remote), address, true, null, null);
        }
    }

    private Loaded current() {
        Loaded now = loaded;
        return nanos.getAsLong() - now.lookedAt() < LOOK_EVERY_NANOS ? now : look();
    }

    private synchronized Loaded look() {
        Loaded now = loaded;
        if (nanos.getAsLong() - now.lookedAt() < LOOK_EVERY_NANOS) {
            return now;
        }
        try {
            List<Stamp> stamps = stamps();
            loaded = stamps.equals(now.stamps()) && now.trouble() == null
                    ? new Loaded(now.context(), stamps, nanos.getAsLong(), null)
                    : new Loaded(build(), stamps, nanos.getAsLong(), null);
        } catch (IOException | IllegalArgumentException e) {
            // Half written while we read, or really broken: the next look tells.
            loaded = new Loaded(now.context(), now.stamps(), nanos.getAsLong(), unreadable());
        }
        return loaded;
    }

    private List<Stamp> stamps() throws IOException {
        List<Stamp> stamps = new ArrayList<>();
        for (Path file : authorities == null ? List.of(certificate, key) : List.of(certificate, key, authorities)) {
            stamps.add(new Stamp(Files.getLastModifiedTime(file).toMillis(), Files.size(file)));
        }
        return stamps;
    }

    private SslContext build() throws SSLException {
        var builder = SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                .protocols("TLSv1.3", "TLSv1.2")
                .clientAuth(ClientAuth.OPTIONAL);
        return authorities == null
                ? builder.trustManager(InsecureTrustManagerFactory.INSTANCE).build()
                : builder.trustManager(authorities.toFile()).build();
    }

    private String unreadable() {
        return "The TLS certificate " + certificate + ", its key " + key
                + (authorities == null ? "" : " or the authorities " + authorities)
                + " cannot be used: PEM files that fit each other are needed, the key in PKCS 8 without a password.";
    }
}
