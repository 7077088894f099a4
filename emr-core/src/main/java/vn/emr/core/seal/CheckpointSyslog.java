package vn.emr.core.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A syslog receiver over TLS ({@code EMR_CHECKPOINT_SYSLOG=host:port}): RFC 5424 messages framed by their length (RFC 5425), facility
 * 13 (log audit). Its certificate must name the host and come from an authority of {@code EMR_CHECKPOINT_SYSLOG_CA}, else from one this
 * Java trusts. The protocol has no answer: what it took and lost is seen in the file, not here.
 */
@ApplicationScoped
class CheckpointSyslog implements Outside {
    /** 13 log audit, 5 notice. */
    private static final int PRIORITY = 13 * 8 + 5;

    private static final int WAIT_MILLIS = 10_000;

    private final Optional<String> receiver;
    private final Optional<String> authorities;

    @Inject
    CheckpointSyslog(
            @ConfigProperty(name = "emr.checkpoint.syslog") Optional<String> receiver,
            @ConfigProperty(name = "emr.checkpoint.syslog.ca") Optional<String> authorities) {
        this.receiver = receiver.filter(r -> !r.isBlank());
        this.authorities = authorities.filter(a -> !a.isBlank());
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public boolean wanted() {
        return receiver.isPresent();
    }

    @Override
    public void tell(List<String> lines) throws IOException {
        String address = receiver.orElseThrow();
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))), WAIT_MILLIS);
            socket.setSoTimeout(WAIT_MILLIS);
            SSLParameters named = socket.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(named);
            socket.startHandshake();
            OutputStream out = socket.getOutputStream();
            for (String line : lines) {
                out.write(frame(line, Instant.now()));
            }
            out.flush();
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates of EMR_CHECKPOINT_SYSLOG_CA are not usable", e);
        }
    }

    /** RFC 5424 in the frame of RFC 5425: the number of bytes, a blank, the message. */
    static byte[] frame(String line, Instant now) throws IOException {
        String head = "<" + PRIORITY + ">1 " + now.truncatedTo(ChronoUnit.MILLIS) + " "
                + InetAddress.getLocalHost().getHostName() + " emr "
                + ProcessHandle.current().pid() + " checkpoint - ";
        byte[] message = (head + line).getBytes(StandardCharsets.UTF_8);
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[length.length + message.length];
        System.arraycopy(length, 0, all, 0, length.length);
        System.arraycopy(message, 0, all, length.length, message.length);
        return all;
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        if (authorities.isEmpty()) {
            context.init(null, null, null);
            return context;
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        int number = 0;
        try (var in = Files.newInputStream(Path.of(authorities.get()))) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + number++, authority);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
