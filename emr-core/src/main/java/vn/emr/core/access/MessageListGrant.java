package vn.emr.core.access;

import java.util.UUID;

/** Permission to list messages, without their content; made by {@link MessageAccess} only. */
public final class MessageListGrant {
    private final Caller caller;
    private final String patientNumber;
    private final UUID[] people;

    MessageListGrant(Caller caller, String patientNumber, UUID[] people) {
        this.caller = caller;
        this.patientNumber = patientNumber;
        this.people = people;
    }

    public UUID tenantId() {
        return caller.tenantId();
    }

    /** The only sender whose messages may stand in the list; null for all. */
    public UUID onlySource() {
        return caller.isSource() ? caller.id() : null;
    }

    /** The patient's number that the list is about; null when it is about no patient. */
    public String patientNumber() {
        return patientNumber;
    }

    /** Everybody who holds that number and may be read, with all merged with them. */
    public UUID[] people() {
        return people.clone();
    }

    /** Messages that wait for the number belong to the list when their sender is of this facility, or of none. */
    public UUID facilityId() {
        return caller.facilityId();
    }

    /** Whether messages that were filed under nobody may stand in the list too. */
    public boolean unfiled() {
        return caller.may(Right.MESSAGE_READ);
    }
}
