package vn.emr.core.signature.remote;

import java.security.cert.X509Certificate;
import java.util.List;
import vn.emr.core.signature.Algorithm;

/**
 * A key of a person at a service.
 *
 * @param id what the service calls it; the serial number of the certificate where it has no other name for it
 * @param chain certificates of authorities, from the issuer up; may be empty
 * @param algorithm how the service signs with it, by its key and the settings
 */
public record Credential(String id, X509Certificate certificate, List<X509Certificate> chain, Algorithm algorithm) {
    public Credential {
        chain = List.copyOf(chain);
    }

    /** Without the certificate, which names a person. */
    @Override
    public String toString() {
        return "credential for " + algorithm;
    }
}
