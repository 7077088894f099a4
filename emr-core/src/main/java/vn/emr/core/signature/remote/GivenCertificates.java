package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Algorithm;

/** Certificates out of answers, as base64 of DER, and what their keys can be used with. */
final class GivenCertificates {
    /** A person has a handful; what is beyond is not looked at. */
    static final int MOST = 50;

    private GivenCertificates() {}

    /** @throws Refusal TEMPORARY when it is none */
    static X509Certificate read(JsonNode value) {
        try {
            // Some break the lines, and some write the lines of PEM around it.
            String text = value.isTextual() ? value.textValue().replaceAll("-----[A-Z ]+-----|\\s", "") : "";
            byte[] der = Base64.getDecoder().decode(text);
            if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))
                    instanceof X509Certificate read) {
                return read;
            }
        } catch (CertificateException | IllegalArgumentException none) {
            // Said below.
        }
        throw ServiceHttp.unreadable();
    }

    /** Those of a list, or of what stands alone; what is null or empty is left out. */
    static List<X509Certificate> chain(JsonNode... values) {
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isTextual() && !value.textValue().isBlank() && chain.size() < MOST) {
                chain.add(read(value));
            }
        }
        return chain;
    }

    /** Of a list that begins with the certificate of the person; empty as below, and when there is none in it. */
    static Optional<Credential> credential(String id, JsonNode certificates, Algorithm setting) {
        List<JsonNode> all = new ArrayList<>();
        certificates.forEach(all::add);
        List<X509Certificate> chain = chain(all.toArray(JsonNode[]::new));
        return chain.isEmpty()
                ? Optional.empty()
                : credential(id, chain.getFirst(), chain.subList(1, chain.size()), setting);
    }

    /** Empty when the settings say that the service does not sign with keys of this kind. */
    static Optional<Credential> credential(
            String id, X509Certificate certificate, List<X509Certificate> chain, Algorithm setting) {
        PublicKey key = certificate.getPublicKey();
        if (key instanceof ECPublicKey) {
            return Optional.of(new Credential(id, certificate, chain, Algorithm.ECDSA_SHA256));
        }
        return key instanceof RSAPublicKey && setting != Algorithm.ECDSA_SHA256
                ? Optional.of(new Credential(id, certificate, chain, setting))
                : Optional.empty();
    }
}
