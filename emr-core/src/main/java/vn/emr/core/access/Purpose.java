package vn.emr.core.access;

import vn.emr.core.organization.Account.Role;

/** Why a record is read; written into the trace. */
public enum Purpose {
    TREATMENT,
    RECORD_KEEPING,
    OPERATION;

    /** What a role reads for unless it says otherwise. */
    public static Purpose of(Role role) {
        return switch (role) {
            case null -> OPERATION;
            case DOCTOR, NURSE -> TREATMENT;
            case RECORDS_CLERK -> RECORD_KEEPING;
            case IT_ADMIN -> OPERATION;
        };
    }
}
