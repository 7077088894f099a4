package vn.emr.core.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * Where the last signature or timestamp of a PDF stands, without what is signed in it: its content, its signed attributes and the
 * value itself (RFC 5652 section 5.4). A change in the rest changes nothing that was signed.
 */
record Uncovered(int from, int to, List<Part> signed) {
    record Part(int from, int to) {}

    static Uncovered of(byte[] file) {
        int[] range = PdfInput.rangesSigned(file).getLast();
        int from = range[0] + range[1] + 1;
        int to = range[2] - 1;
        String token = new String(file, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        try (ASN1InputStream read = new ASN1InputStream(HexFormat.of().parseHex(token))) {
            SignedData data = SignedData.getInstance(
                    ContentInfo.getInstance(read.readObject()).getContent());
            SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            ASN1OctetString content =
                    (ASN1OctetString) data.getEncapContentInfo().getContent();
            byte[] first = signer.getAuthenticatedAttributes()
                    .getObjectAt(0)
                    .toASN1Primitive()
                    .getEncoded();
            byte[] attributes = signer.getAuthenticatedAttributes().getEncoded();
            int begin = token.indexOf(HexFormat.of().formatHex(first));
            int header = attributes.length
                    - signed(signer.getAuthenticatedAttributes().toArray());
            return new Uncovered(
                    from,
                    to,
                    List.of(
                            part(token, from, content.getOctets()),
                            new Part(from + begin, from + begin + 2 * (attributes.length - header)),
                            part(token, from, signer.getEncryptedDigest().getOctets())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int signed(ASN1Encodable[] attributes) throws IOException {
        int bytes = 0;
        for (ASN1Encodable attribute : attributes) {
            bytes += attribute.toASN1Primitive().getEncoded().length;
        }
        return bytes;
    }

    private static Part part(String token, int from, byte[] bytes) {
        int begin = token.indexOf(HexFormat.of().formatHex(bytes));
        if (begin < 0) {
            throw new IllegalStateException("not in the token");
        }
        return new Part(from + begin, from + begin + 2 * bytes.length);
    }

    boolean holds(int place) {
        return place >= from
                && place < to
                && signed.stream().noneMatch(part -> place >= part.from() && place < part.to());
    }
}
