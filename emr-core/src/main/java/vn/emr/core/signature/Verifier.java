package vn.emr.core.signature;

import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import vn.emr.core.AtOnce;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Judges the signatures of a file by what the file holds and what the hospital trusts (TT 15/2025/TT-BKHCN Đ6, ETSI EN 319
 * 102-1). Nobody is asked over the network, so the answer is the same in decades. Pictures of signatures are not signatures.
 */
@ApplicationScoped
public class Verifier {
    /** More than a record has signers; each costs some 50 ms. */
    private static final int MOST_SIGNATURES = 200;

    /** A file of 25 MB is held several times while it is judged. */
    private static final AtOnce JUDGED = new AtOnce(2, "too many signed files are verified at once");

    /**
     * One verdict for each signature, in the order of the file; none for a file that nobody signed.
     *
     * @param file a PDF, an XML text, a CMS container (.p7m) or a JWS in JSON, at most 25 MB
     * @param at the time for which is asked, as a rule now
     * @throws Refusal TOO_LARGE over a limit; UNREADABLE when it is none of these, or damaged, or does not hold what it signs; NOT_APPLICABLE for an encrypted PDF;
     *     OVERLOADED when many are verified at once
     */
    public List<Verdict> verify(byte[] file, TrustList trusted, Instant at) {
        return JUDGED.run(() -> judged(file, trusted, at));
    }

    private static List<Verdict> judged(byte[] file, TrustList trusted, Instant at) {
        Form form = Form.of(file);
        if (form.isUnsigned(file)) {
            return List.of();
        }
        form.mustBeSafe(file);
        List<int[]> ranges = form == Form.PDF ? PdfInput.rangesSigned(file) : List.of();
        try {
            SignedDocumentValidator validator = form.validator(file);
            validator.setCertificateVerifier(Circumstances.offline(trusted));
            validator.setValidationTime(Date.from(at));
            validator.setEnableEtsiValidationReport(false);
            return verdicts(validator, file, ranges);
        } catch (Refusal refused) {
            throw refused;
        } catch (RuntimeException | StackOverflowError unreadable) {
            // The library's own words may quote the file.
            throw new Refusal(Code.UNREADABLE, "the signatures of the file cannot be read");
        }
    }

    private static List<Verdict> verdicts(SignedDocumentValidator validator, byte[] file, List<int[]> ranges) {
        boolean lost = PdfInput.begins(file) && PdfInput.hasLost(file, ranges);
        List<AdvancedSignature> signatures = validator.getSignatures();
        if (Math.max(signatures.size(), ranges.size()) > MOST_SIGNATURES) {
            throw new Refusal(Code.TOO_LARGE, "the file has too many signatures");
        }
        if (signatures.isEmpty()) {
            if (lost || ranges.size() > validator.getDetachedTimestamps().size()) {
                throw new Refusal(Code.UNREADABLE, "the signatures of the file cannot be read");
            }
            return List.of();
        }
        Reports reports = validator.validateDocument(Policy.ofSignatures());
        // What says that it is a signature or a timestamp, and cannot be read as one, was written over.
        boolean intact = !lost
                && (ranges.isEmpty() || ranges.size() == signatures.size() + timestamps(reports))
                && ranges.stream().allMatch(range -> Padding.isEmpty(file, range));
        return signatures.stream()
                .map(one -> Judgement.of(one, reports, new Judgement.File(file.length, intact)))
                .toList();
    }

    /** Those that stand in the file by themselves. */
    private static long timestamps(Reports reports) {
        return reports.getDiagnosticData().getTimestampList().stream()
                .filter(one -> one.getPDFRevision() != null)
                .count();
    }
}
