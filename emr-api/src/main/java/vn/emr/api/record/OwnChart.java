package vn.emr.api.record;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;

/** The chart of a patient for people of the house, in a part of it where they read and write; a guest sees what the chart itself shows. */
@RequestScoped
class OwnChart {
    private final Access access;
    private final Asking asking;

    @Inject
    OwnChart(Access access, Asking asking) {
        this.access = access;
        this.asking = asking;
    }

    Caller caller() {
        return asking.caller();
    }

    /**
     * Opens it.
     *
     * @throws vn.emr.core.Refusal NOT_FOUND, FORBIDDEN, also to a guest; traced
     */
    Grant open(UUID patientId, String part) {
        Caller caller = asking.caller();
        Grant grant = access.open(caller, caller.purpose(), patientId);
        access.noGuest(grant, part);
        return grant;
    }
}
