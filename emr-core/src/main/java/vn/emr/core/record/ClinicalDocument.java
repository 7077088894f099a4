package vn.emr.core.record;

import java.util.UUID;

/**
 * A sheet or paper (phiếu, giấy) held as bytes in the blob store.
 *
 * @param key what makes it the same document on a repeat
 * @param sha256 name of the blob, lower-case hex
 * @param size bytes
 * @param damaged it ends too early or is not what it says it is, and a person kept it nevertheless
 * @param relation how it belongs to another document of the same sender, else null
 * @param relatedKey that document's key
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
        boolean damaged,
        String author,
        Relation relation,
        String relatedKey,
        Provenance origin)
        implements Noun {

    /** How one document belongs to another. */
    public enum Relation {
        /** Added to it; both are read (MDM^T06). */
        ADDENDUM,
        /** Stands in its place (MDM^T10). */
        REPLACEMENT
    }

    /** The same document, taken back by its sender. */
    public ClinicalDocument withdrawn(ResultStatus by, int nextVersion, Provenance from) {
        return new ClinicalDocument(
                id,
                nextVersion,
                patientId,
                encounterId,
                reportId,
                sourceId,
                key,
                type,
                title,
                mediaType,
                sha256,
                size,
                by,
                authored,
                damaged,
                author,
                relation,
                relatedKey,
                from);
    }

    @Override
    public NounKind kind() {
        return NounKind.CLINICAL_DOCUMENT;
    }
}
