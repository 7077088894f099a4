package vn.emr.core.signature;

import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
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

    /**
     * One verdict for each signature, in the order of the file; none for a file that nobody signed.
     *
     * @param file a PDF or an XML text, at most 25 MB
     * @param at the time for which is asked, as a rule now
     * @throws Refusal TOO_LARGE over a limit; UNREADABLE when it is neither, or damaged; NOT_APPLICABLE for an encrypted PDF
     */
    public List<Verdict> verify(byte[] file, TrustList trusted, Instant at) {
        DSSDocument document = document(file);
        try {
            SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(document);
            validator.setCertificateVerifier(Circumstances.offline(trusted));
            validator.setValidationTime(Date.from(at));
            validator.setEnableEtsiValidationReport(false);
            List<AdvancedSignature> signatures = validator.getSignatures();
            if (signatures.isEmpty()) {
                return List.of();
            }
            if (signatures.size() > MOST_SIGNATURES) {
                throw new Refusal(Code.TOO_LARGE, "the file has too many signatures");
            }
            Reports reports = validator.validateDocument(Policy.ofSignatures());
            List<Verdict> verdicts = new ArrayList<>();
            for (AdvancedSignature signature : signatures) {
                verdicts.add(Judgement.of(signature, reports, file.length));
            }
            return verdicts;
        } catch (Refusal refused) {
            throw refused;
        } catch (RuntimeException unreadable) {
            // The library's own words may quote the file.
            throw new Refusal(Code.UNREADABLE, "the signatures of the file cannot be read");
        }
    }

    private static DSSDocument document(byte[] file) {
        PdfInput.mustBeSmall(file);
        if (PdfInput.begins(file)) {
            PdfInput.mustBeSignable(file);
            return new InMemoryDocument(file, "document.pdf", MimeTypeEnum.PDF);
        }
        XmlInput.mustBeSafe(file);
        return new InMemoryDocument(file, "document.xml", MimeTypeEnum.XML);
    }
}
