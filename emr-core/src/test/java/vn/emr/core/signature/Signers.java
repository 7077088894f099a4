package vn.emr.core.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import vn.emr.core.signature.trial.TrialAuthority;

/** An authority, and the doors of the room over it; for tests. */
final class Signers implements AutoCloseable {
    static final char[] PIN = TrialAuthority.PIN.toCharArray();

    final TrialAuthority authority = TrialAuthority.start(null, 0, Clock.systemUTC());
    final TrustList trusted = TrustList.of(authority.authorities());
    final Authorities authorities;
    final Certificates certificates;
    final Pades pades;
    final Xades xades;
    final Cades cades;
    final Jades jades;
    final Verifier verifier = new Verifier();

    Signers() {
        authorities = new Authorities(Optional.of(authority.timestampAddress()));
        certificates = new Certificates(authorities, Clock.systemUTC());
        pades = new Pades(authorities, certificates);
        xades = new Xades(authorities, certificates);
        cades = new Cades(authorities, certificates);
        jades = new Jades(authorities, certificates);
    }

    Pkcs12Key person(String name) {
        var issued = authority.issue(name, "Bệnh viện Thử", "Khoa Nội");
        return Pkcs12Key.open(issued.pkcs12(), issued.pin().toCharArray());
    }

    /** With a key that was made for an algorithm. */
    Pkcs12Key person(String name, Algorithm algorithm) {
        Instant now = Instant.now();
        return person(name, algorithm, now.minusSeconds(60), now.plus(Duration.ofDays(365)));
    }

    /** With a certificate for just this time. */
    Pkcs12Key person(String name, Algorithm algorithm, Instant from, Instant until) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm == Algorithm.ECDSA_SHA256 ? "EC" : "RSA");
            keys.initialize(algorithm == Algorithm.ECDSA_SHA256 ? 256 : 2048);
            KeyPair pair = keys.generateKeyPair();
            X509Certificate certificate =
                    authority.certify(pair.getPublic(), name, "Bệnh viện Thử", "Khoa Nội", from, until);
            List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
            chain.addAll(authority.authorities().reversed());
            return Pkcs12Key.open(pkcs12(pair.getPrivate(), chain), PIN, algorithm);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] pkcs12(PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PIN);
        store.setKeyEntry("key", key, PIN, chain.toArray(Certificate[]::new));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PIN);
        return bytes.toByteArray();
    }

    List<Verdict> verify(byte[] file) {
        return verifier.verify(file, trusted, Instant.now());
    }

    static Asked asked(SigningKey key, String words) {
        return Asked.of(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.SECONDS), words, key, null);
    }

    Signed sign(byte[] pdf, SigningKey key) {
        return pades.sign(pdf, asked(key, "Bác sỹ điều trị"), key, trusted);
    }

    /** A page with a line. */
    static byte[] pdf(String line) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(line);
                content.endText();
            }
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        authorities.close();
        authority.close();
    }
}
