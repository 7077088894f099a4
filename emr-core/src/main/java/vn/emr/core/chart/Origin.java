package vn.emr.core.chart;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.record.Provenance;

/** From which system a thing came, when that system said it, when we stored it, and in which message. */
public record Origin(String sourceName, Instant statedAt, Instant recordedAt, UUID inboundId) {
    static Origin of(Provenance p) {
        return p == null ? null : new Origin(p.sourceName(), p.stated(), p.recorded(), p.inboundId());
    }
}
