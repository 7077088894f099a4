package vn.emr.core.record;

import java.util.UUID;

/** The legal file of one treatment episode (hồ sơ bệnh án), Luật KBCB 15/2023 art. 69. */
public record RecordFolder(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID facilityId,
        EncounterClass treatment,
        State state,
        TimePoint opened,
        TimePoint closed,
        Provenance origin)
        implements Noun {

    /** Đang điều trị → hoàn thành → lưu trữ; cancelled when the admission itself was cancelled. */
    public enum State {
        IN_TREATMENT,
        COMPLETED,
        ARCHIVED,
        CANCELLED
    }

    @Override
    public NounKind kind() {
        return NounKind.RECORD_FOLDER;
    }
}
