package vn.emr.core.access;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import vn.emr.core.organization.Account.Role;

/** What a caller may do at all. Which patients a right reaches is decided by {@link Access}. */
public enum Right {
    /** Read charts of the patients the role reaches. */
    PATIENT_READ,
    /** Place and cancel orders for patients whose charts the role reaches. */
    ORDER_WRITE,
    PARKED_READ,
    PARKED_APPLY,
    /** See who may be the same person, and messages whose patient is not known. */
    MATCH_READ,
    /** Decide who is who: link, merge, take back. */
    MATCH,
    /** See what local codes mean and which nobody mapped. */
    CODE_READ,
    /** Say what local codes mean. */
    CODE_MAP,
    /** Read what became of a message: outcome and reasons, no content. */
    MESSAGE_READ,
    /** Read the bytes of a message, when everybody it was filed under may be read; a doctor's only way to messages. */
    MESSAGE_BODY,
    /** Put a corrected copy in the place of a message that waits. */
    MESSAGE_CORRECT,
    /** A sending system reads what became of its own messages. */
    OWN_MESSAGE_READ,
    /** A sending system sends notices. */
    NOTICE_SEND,
    /** A sending system sends insurance claims. */
    CLAIM_SEND,
    /** A sending system sends long files and sees how far they are. */
    IMPORT_SEND,
    /** Bring in files for a system of the hospital, and see what became of them. */
    IMPORT,
    /** A system asks what changed. */
    CHANGE_READ,
    SOURCE_READ,
    HEALTH_READ,
    AUDIT_READ,
    ACCOUNT_MANAGE,
    CONFIGURE;

    private static final Map<Role, Set<Right>> OF_ROLE = new EnumMap<>(Map.of(
            Role.DOCTOR, EnumSet.of(PATIENT_READ, ORDER_WRITE, MESSAGE_BODY, MATCH_READ, CODE_READ),
            Role.NURSE, EnumSet.of(PATIENT_READ),
            Role.RECORDS_CLERK,
                    EnumSet.of(
                            PATIENT_READ,
                            PARKED_READ,
                            PARKED_APPLY,
                            MESSAGE_READ,
                            MESSAGE_BODY,
                            MESSAGE_CORRECT,
                            MATCH_READ,
                            MATCH,
                            CODE_READ,
                            CODE_MAP,
                            IMPORT),
            Role.IT_ADMIN,
                    EnumSet.of(
                            PARKED_READ,
                            PARKED_APPLY,
                            MESSAGE_READ,
                            SOURCE_READ,
                            HEALTH_READ,
                            AUDIT_READ,
                            ACCOUNT_MANAGE,
                            CONFIGURE,
                            CODE_READ,
                            CODE_MAP,
                            IMPORT)));

    /** The rights of a person's role: the whole table stands in this file; those of a sending system in {@link Scope}. */
    public static Set<Right> of(Role role) {
        return Collections.unmodifiableSet(OF_ROLE.get(role));
    }
}
