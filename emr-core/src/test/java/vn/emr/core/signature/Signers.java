package vn.emr.core.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    final TrialAuthority authority = TrialAuthority.start(null, 0, Clock.systemUTC());
    final TrustList trusted = TrustList.of(authority.authorities());
    final Authorities authorities;
    final Certificates certificates;
    final Pades pades;
    final Xades xades;
    final Verifier verifier = new Verifier();

    Signers() {
        authorities = new Authorities(Optional.of(authority.timestampAddress()));
        certificates = new Certificates(authorities, Clock.systemUTC());
        pades = new Pades(authorities, certificates);
        xades = new Xades(authorities, certificates);
    }

    Pkcs12Key person(String name) {
        var issued = authority.issue(name, "Bệnh viện Thử", "Khoa Nội");
        return Pkcs12Key.open(issued.pkcs12(), issued.pin().toCharArray());
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
