package vn.emr.core.signature;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.signature.AbstractSignatureParameters;
import eu.europa.esig.dss.signature.DocumentSignatureService;
import eu.europa.esig.dss.spi.DSSUtils;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Makes one signature of any format as high as can be had now: proven time first, then what verifying needs without a network.
 * What an authority does not give lowers the level and is told; it never stops the signature.
 */
final class Making<P extends AbstractSignatureParameters<?>> {
    private final DocumentSignatureService<P, ?> service;
    private final Supplier<P> blank;
    private final Function<Level, SignatureLevel> names;
    private final Optional<Stamp> stamp;
    private final List<String> warnings = new ArrayList<>();

    Making(
            DocumentSignatureService<P, ?> service,
            Supplier<P> blank,
            Function<Level, SignatureLevel> names,
            Authorities authorities) {
        this.service = service;
        this.blank = blank;
        this.names = names;
        stamp = authorities.timestamp().map(Stamp::new);
        stamp.ifPresent(service::setTspSource);
    }

    /**
     * What decides about the bytes to be signed; nothing else may go into them.
     *
     * @throws Refusal NOT_APPLICABLE when the certificate is not valid at the time that is asked
     */
    static <P extends AbstractSignatureParameters<?>> P asked(P into, Asked asked) {
        Check.outOfPeriod(asked.certificate(), asked.at()).ifPresent(warning -> {
            throw new Refusal(Code.NOT_APPLICABLE, "the certificate may not sign at this time", warning);
        });
        into.setDigestAlgorithm(DigestAlgorithm.SHA256);
        into.setSigningCertificate(new CertificateToken(asked.certificate()));
        into.setEncryptionAlgorithm(asked.algorithm().dss().getEncryptionAlgorithm());
        into.setCertificateChain(
                asked.chain().stream().map(CertificateToken::new).toList());
        // Readers of others need all of it to find their root.
        into.bLevel().setTrustAnchorBPPolicy(false);
        into.bLevel().setSigningDate(Date.from(asked.at().truncatedTo(ChronoUnit.SECONDS)));
        into.getContext().setDeterministicId("id-" + asked.id());
        return into;
    }

    Signed signed(DSSDocument document, P parameters, SignatureValue value, Check check) {
        warnings.addAll(check.warnings());
        Optional<DSSDocument> timed = timed(document, parameters, value);
        if (timed.isEmpty()) {
            parameters.setSignatureLevel(names.apply(Level.B));
            return result(service.signDocument(document, parameters, value), Level.B, check);
        }
        return raised(timed.get(), Level.LT)
                .map(file -> result(file, Level.LT, check))
                .orElseGet(() -> result(timed.get(), Level.T, check));
    }

    private Optional<DSSDocument> timed(DSSDocument document, P parameters, SignatureValue value) {
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        try {
            parameters.setSignatureLevel(names.apply(Level.T));
            return Optional.of(service.signDocument(document, parameters, value));
        } catch (DSSException | AlertException failed) {
            if (!stamp.get().silent()) {
                throw failed;
            }
            warnings.add("TIMESTAMP_UNREACHABLE");
            return Optional.empty();
        }
    }

    /** Empty, with a warning, when the level cannot be had whole. */
    private Optional<DSSDocument> raised(DSSDocument document, Level to) {
        try {
            P parameters = blank.get();
            parameters.setSignatureLevel(names.apply(to));
            return Optional.of(service.extendDocument(document, parameters));
        } catch (DSSException | AlertException failed) {
            String warning = stamp.get().silent() ? "TIMESTAMP_UNREACHABLE" : "REVOCATION_UNREACHABLE";
            if (!warnings.contains(warning)) {
                warnings.add(warning);
            }
            return Optional.empty();
        }
    }

    /** As high as asked, else as high as can be had; what stands stays. */
    Signed extended(DSSDocument document, Level to, Supplier<Level> now) {
        if (stamp.isEmpty()) {
            warnings.add("TIMESTAMP_NOT_OFFERED");
            return result(document, now.get(), null);
        }
        if (to == Level.LTA) {
            Optional<DSSDocument> file = raised(document, Level.LTA);
            if (file.isPresent()) {
                return result(file.get(), Level.LTA, null);
            }
        }
        return raised(document, Level.LT)
                .map(file -> result(file, Level.LT, null))
                .orElseGet(() -> result(document, now.get(), null));
    }

    private Signed result(DSSDocument file, Level level, Check check) {
        Instant time = level == Level.B ? null : stamp.map(Stamp::time).orElse(null);
        return new Signed(DSSUtils.toByteArray(file), level, time, check, warnings);
    }
}
