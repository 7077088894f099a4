package vn.emr.core.signature.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the certificates of the trial authority (RFC 5280). */
final class Certifying {
    private static final int SERIAL_BITS = 127;

    private Certifying() {}

    /** A key with its certificate. */
    record Holder(PrivateKey key, X509Certificate certificate) {}

    /** What a certificate is for. */
    private record Purpose(boolean authority, int keyUsage, KeyPurposeId extended) {}

    static Holder root(Instant from, Instant until) {
        KeyPair keys = keys();
        X500Name name = name("Trial Root CA", null, null);
        return new Holder(
                keys.getPrivate(),
                certificate(name, keys.getPrivate(), null, name, keys.getPublic(), from, until, authority(), null));
    }

    static Holder issuer(Holder root, Instant from, Instant until, String address) {
        return holder(root, name("Trial Issuing CA", null, null), from, until, authority(), address);
    }

    static Holder responder(Holder issuer, Instant from, Instant until) {
        Purpose purpose = new Purpose(false, KeyUsage.digitalSignature, KeyPurposeId.id_kp_OCSPSigning);
        return holder(issuer, name("Trial OCSP", null, null), from, until, purpose, null);
    }

    static Holder clock(Holder issuer, Instant from, Instant until, String address) {
        Purpose purpose = new Purpose(false, KeyUsage.digitalSignature, KeyPurposeId.id_kp_timeStamping);
        return holder(issuer, name("Trial TSA", null, null), from, until, purpose, address);
    }

    static X509Certificate person(
            Holder issuer,
            PublicKey key,
            String commonName,
            String organisation,
            String unit,
            Instant from,
            Instant until,
            String address) {
        Purpose purpose = new Purpose(false, KeyUsage.digitalSignature | KeyUsage.nonRepudiation, null);
        return certificate(
                name(issuer),
                issuer.key(),
                issuer.certificate(),
                name(commonName, organisation, unit),
                key,
                from,
                until,
                purpose,
                address);
    }

    private static Purpose authority() {
        return new Purpose(true, KeyUsage.keyCertSign | KeyUsage.cRLSign, null);
    }

    private static Holder holder(
            Holder by, X500Name subject, Instant from, Instant until, Purpose purpose, String address) {
        KeyPair keys = keys();
        return new Holder(
                keys.getPrivate(),
                certificate(
                        name(by),
                        by.key(),
                        by.certificate(),
                        subject,
                        keys.getPublic(),
                        from,
                        until,
                        purpose,
                        address));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** With its bytes, so that the names in two certificates are the same. */
    private static X500Name name(Holder holder) {
        return X500Name.getInstance(
                holder.certificate().getSubjectX500Principal().getEncoded());
    }

    private static X500Name name(String commonName, String organisation, String unit) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.C, "VN");
        name.addRDN(
                BCStyle.O,
                organisation == null ? TrialAuthority.WORTHLESS : organisation + " (" + TrialAuthority.WORTHLESS + ")");
        if (unit != null) {
            name.addRDN(BCStyle.OU, unit);
        }
        name.addRDN(BCStyle.CN, commonName);
        return name.build();
    }

    private static X509Certificate certificate(
            X500Name issuer,
            PrivateKey signer,
            X509Certificate above,
            X500Name subject,
            PublicKey key,
            Instant from,
            Instant until,
            Purpose purpose,
            String address) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(SERIAL_BITS, new SecureRandom()),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    key);
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose.authority()));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(purpose.keyUsage()));
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
            if (above != null) {
                builder.addExtension(
                        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(above));
            }
            if (purpose.extended() != null) {
                builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose.extended()));
            }
            if (KeyPurposeId.id_kp_OCSPSigning.equals(purpose.extended())) {
                builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
            }
            if (address != null && purpose.authority()) {
                // The root answers by lists alone, as national roots do.
                builder.addExtension(Extension.cRLDistributionPoints, false, list(address + "/crl/root"));
            } else if (address != null) {
                builder.addExtension(Extension.authorityInfoAccess, false, responder(address + "/ocsp"));
                builder.addExtension(Extension.cRLDistributionPoints, false, list(address + "/crl"));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuthorityInformationAccess responder(String url) {
        return new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, uri(url));
    }

    private static CRLDistPoint list(String url) {
        return new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(uri(url))), null, null)
        });
    }

    private static GeneralName uri(String url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url);
    }
}
