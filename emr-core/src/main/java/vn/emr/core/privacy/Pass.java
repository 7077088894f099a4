package vn.emr.core.privacy;

import java.util.UUID;

/**
 * That something of one person may leave for one destination now; what is sent is made from it. Only the {@link EgressGate} gives
 * one, and it is used at once: it is no promise for later.
 */
public final class Pass {
    private final UUID patientId;

    Pass(UUID patientId) {
        this.patientId = patientId;
    }

    /** Of whom. */
    public UUID patientId() {
        return patientId;
    }
}
