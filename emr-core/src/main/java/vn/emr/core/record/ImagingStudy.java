package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * A study in an image archive (ca chụp); the images stay there.
 *
 * @param received identity as the archive states it, kept beside the person it was filed under
 * @param matchedBy how the person was found: {@code PATIENT_ID}, {@code ACCESSION} or {@code NONE}
 */
public record ImagingStudy(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID orderId,
        UUID sourceId,
        String studyUid,
        String accession,
        TimePoint started,
        List<String> modalities,
        String description,
        List<Series> series,
        int instances,
        boolean available,
        ReceivedIdentity received,
        String matchedBy,
        Provenance origin)
        implements Noun {

    /** One series of the study (PS3.3 C.7.3). */
    public record Series(
            String uid, Integer number, String modality, String description, String bodyPart, int instances) {}

    /** Who the archive says the study belongs to (PS3.3 C.7.1). */
    public record ReceivedIdentity(String patientId, String issuer, String name, String birthDate, String sex) {}

    @Override
    public NounKind kind() {
        return NounKind.IMAGING_STUDY;
    }
}
