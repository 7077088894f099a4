package vn.emr.core.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A result set (phiếu kết quả).
 *
 * @param reportKey what makes it the same report on a repeat: filler number, else placer number, with the panel code
 * @param category {@code LAB}, {@code RAD} or the sender's OBR-24
 * @param parent the value of another report that this one says more about (susceptibilities of an organism), else null;
 *     that report may come later
 * @param sent when the message was sent, null when that is {@code origin.stated}
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
        ParentResult parent,
        Instant sent,
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
                parent,
                sent,
                origin);
    }

    /** How settled the report as a whole is, and since when. */
    public Statement statement() {
        return new Statement(status, origin.stated(), sent);
    }

    @Override
    public NounKind kind() {
        return NounKind.DIAGNOSTIC_REPORT;
    }
}
