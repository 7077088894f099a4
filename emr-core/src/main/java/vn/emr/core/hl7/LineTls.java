package vn.emr.core.hl7;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * TLS 1.2 and 1.3 where we call another system: its certificate must come from one of the authorities of our MLLP doors or
 * one this Java trusts, and we show the certificate of those doors. The files are read for each connection, so renewed ones
 * are taken over by themselves.
 */
@ApplicationScoped
public class LineTls {
    private final Optional<Path> certificate;
    private final Optional<Path> key;
    private final Optional<Path> authorities;

    /**
     * @param certificate ours, with its {@code key}; empty shows none
     * @param authorities trusted besides those of this Java
     */
    @Inject
    public LineTls(
            @ConfigProperty(name = "emr.mllp.tls.cert") Optional<Path> certificate,
            @ConfigProperty(name = "emr.mllp.tls.key") Optional<Path> key,
            @ConfigProperty(name = "emr.mllp.tls.ca") Optional<Path> authorities) {
        this.certificate = certificate;
        this.key = key;
        this.authorities = authorities;
    }

    /** Only what this Java trusts, and no certificate of ours. */
    public static LineTls ofJava() {
        return new LineTls(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** @throws IOException when the files cannot be used */
    SSLSocketFactory sockets() throws IOException {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .trustManager(trusted());
            if (certificate.isPresent()) {
                builder.keyManager(certificate.get().toFile(), key.orElseThrow().toFile());
            }
            return ((JdkSslContext) builder.build()).context().getSocketFactory();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the TLS files of the MLLP doors cannot be used", e);
        }
    }

    private X509Certificate[] trusted() throws GeneralSecurityException, IOException {
        TrustManagerFactory ofJava = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        ofJava.init((KeyStore) null);
        Stream<X509Certificate> known = Arrays.stream(ofJava.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()));
        return Stream.concat(known, own()).toArray(X509Certificate[]::new);
    }

    private Stream<X509Certificate> own() throws GeneralSecurityException, IOException {
        if (authorities.isEmpty()) {
            return Stream.empty();
        }
        try (InputStream file = Files.newInputStream(authorities.get())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast);
        }
    }
}
