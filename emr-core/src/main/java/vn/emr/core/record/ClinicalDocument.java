package vn.emr.core.record;

import java.util.UUID;

/**
 * A sheet or paper (phiếu, giấy) held as bytes in the blob store.
 *
 * @param key what makes it the same document on a repeat
 * @param sha256 name of the blob, lower-case hex
 * @param size bytes
 */
public record ClinicalDocument(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID reportId,
        UUID sourceId,
        String key,
        Coded type,
        String title,
        String mediaType,
        String sha256,
        long size,
        ResultStatus status,
        TimePoint authored,
        Provenance origin)
        implements Noun {
    @Override
    public NounKind kind() {
        return NounKind.CLINICAL_DOCUMENT;
    }
}
