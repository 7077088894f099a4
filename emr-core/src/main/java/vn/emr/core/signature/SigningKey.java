package vn.emr.core.signature;

import java.security.cert.X509Certificate;
import java.util.List;

/** A private key with its certificate, wherever it is. It stays usable until it is closed. */
public interface SigningKey extends AutoCloseable {
    X509Certificate certificate();

    /** The certificate and those above it, as far as they came with the key. */
    List<X509Certificate> chain();

    /** Those above the certificate. */
    default List<X509Certificate> above() {
        return chain().subList(1, chain().size());
    }

    Algorithm algorithm();

    /**
     * The signature over these bytes; the key hashes them itself.
     *
     * @throws vn.emr.core.Refusal TEMPORARY when the device that holds the key does not sign
     */
    byte[] sign(byte[] toBeSigned);

    @Override
    void close();
}
