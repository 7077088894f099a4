package vn.emr.core.record;

import java.time.Instant;
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
 * @param said when each fact was said; null for documents of results and in versions written before it was kept
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
        Said said,
        Provenance origin)
        implements Noun {

    /** How one document belongs to another. */
    public enum Relation {
        /** Added to it; both are read (MDM^T06). */
        ADDENDUM,
        /** Stands in its place (MDM^T10). */
        REPLACEMENT
    }

    /**
     * When each fact was last said; null for what never was.
     *
     * @param withdrawal the taking back, also when what was said later stands
     */
    public record Said(
            Instant content,
            Instant status,
            Instant type,
            Instant title,
            Instant authored,
            Instant author,
            Instant relation,
            Instant withdrawal) {}

    /** When each fact was said; where that was not kept, all at once. */
    public Said whenSaid() {
        Instant all = origin.stated();
        Instant withdrawal = status == ResultStatus.ENTERED_IN_ERROR ? all : null;
        return said != null ? said : new Said(all, all, all, all, all, all, all, withdrawal);
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
                said,
                from);
    }

    @Override
    public NounKind kind() {
        return NounKind.CLINICAL_DOCUMENT;
    }
}
