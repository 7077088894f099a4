package vn.emr.core.signature;

import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Certificates that the hospital trusts: roots, authorities, timestamp authorities. Immutable, for many threads. */
public final class TrustList {
    /** Nobody is trusted. */
    public static final TrustList NOBODY = of(List.of());

    private final Set<X509Certificate> certificates;
    private final CommonTrustedCertificateSource source = new CommonTrustedCertificateSource();

    private TrustList(Set<X509Certificate> certificates) {
        this.certificates = certificates;
        certificates.forEach(one -> source.addCertificate(new CertificateToken(one)));
    }

    public static TrustList of(Collection<X509Certificate> certificates) {
        return new TrustList(Set.copyOf(certificates));
    }

    CommonTrustedCertificateSource source() {
        return source;
    }

    /**
     * The way from a certificate up to a trusted one, both included, as it was at a time; empty when there is none. Revocation is
     * not looked at.
     */
    List<X509Certificate> path(X509Certificate from, Collection<X509Certificate> between, Instant at) {
        if (certificates.isEmpty()) {
            return List.of();
        }
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(from);
            Set<TrustAnchor> anchors =
                    certificates.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
            PKIXBuilderParameters asked = new PKIXBuilderParameters(anchors, target);
            List<X509Certificate> known = new ArrayList<>(between);
            known.add(from);
            asked.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            asked.setRevocationEnabled(false);
            asked.setDate(Date.from(at));
            var found = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(asked);
            List<X509Certificate> path = new ArrayList<>();
            found.getCertPath().getCertificates().forEach(one -> path.add((X509Certificate) one));
            path.add(found.getTrustAnchor().getTrustedCert());
            return path;
        } catch (GeneralSecurityException none) {
            return List.of();
        }
    }
}
