package vn.emr.core.record;

import java.util.List;
import java.util.UUID;

/**
 * A result set (phiếu kết quả).
 *
 * @param reportKey what makes it the same report on a repeat: filler number, else placer number, with the panel code
 * @param category {@code LAB}, {@code RAD} or the sender's OBR-24
 */
public record DiagnosticReport(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID orderId,
        UUID sourceId,
        String reportKey,
        String placerNumber,
        String fillerNumber,
        String category,
        Coded code,
        ResultStatus status,
        TimePoint effective,
        TimePoint issued,
        String performer,
        Coded specimen,
        List<Observation> observations,
        List<String> notes,
        Provenance origin)
        implements Noun {
    /** The same report, now known to answer an order. */
    public DiagnosticReport ofOrder(UUID order, int nextVersion) {
        return new DiagnosticReport(
                id,
                nextVersion,
                patientId,
                encounterId,
                order,
                sourceId,
                reportKey,
                placerNumber,
                fillerNumber,
                category,
                code,
                status,
                effective,
                issued,
                performer,
                specimen,
                observations,
                notes,
                origin);
    }

    @Override
    public NounKind kind() {
        return NounKind.DIAGNOSTIC_REPORT;
    }
}
