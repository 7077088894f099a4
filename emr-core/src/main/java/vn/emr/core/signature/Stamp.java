package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.time.Instant;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** The timestamps of one signature; remembers what time the authority said, and whether it was silent. */
final class Stamp implements TSPSource {
    private static final long serialVersionUID = 1;

    private final transient OnlineTSPSource source;
    private Instant time;
    private boolean silent;

    Stamp(OnlineTSPSource source) {
        this.source = source;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        try {
            TimestampBinary token = source.getTimeStampResponse(algorithm, digest);
            time = new TimeStampToken(new CMSSignedData(token.getBytes()))
                    .getTimeStampInfo()
                    .getGenTime()
                    .toInstant();
            return token;
        } catch (TSPException | CMSException | IOException | RuntimeException unanswered) {
            silent = true;
            throw new DSSExternalResourceException("no timestamp", unanswered);
        }
    }

    /** Null before one was given. */
    Instant time() {
        return time;
    }

    boolean silent() {
        return silent;
    }
}
