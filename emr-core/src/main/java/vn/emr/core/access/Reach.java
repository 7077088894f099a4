package vn.emr.core.access;

/** Whose records a role reaches: the care relationship, as the database can tell it. {@link ReadRule} has the query of each. */
public enum Reach {
    /** Who lies in one of the role's departments, or left it within 30 days. */
    DEPARTMENT,
    /** Patients on whose team a colleague put the person. */
    TEAM,
    /** Patients about whom one of the role's departments was asked. */
    REFERRED,
    /** Patients with a laboratory order of the last 30 days. */
    LABORATORY_ORDERS,
    /** Patients with an imaging order of the last 30 days. */
    IMAGING_ORDERS,
    /** Patients with a medicine ordered or given within the last 30 days. */
    MEDICATION_ORDERS,
    /** Patients with a record folder of the role's facility. */
    FACILITY_RECORDS,
    /** Everybody who ever came to the role's facility. */
    FACILITY,
    /** Patients about whom an approved request was opened to the person: its visits and parts, to be read on the spot. */
    DISCLOSED,
    /** Patients whose record the person opened in an emergency; comes with the right to do so, no role names it. */
    EMERGENCY;

    /** Whether a role may name it. */
    public boolean ofRoles() {
        return this != EMERGENCY;
    }

    boolean needsDepartments() {
        return this == DEPARTMENT || this == REFERRED;
    }

    boolean needsFacility() {
        return switch (this) {
            case DEPARTMENT, TEAM, REFERRED, DISCLOSED, EMERGENCY -> false;
            case LABORATORY_ORDERS, IMAGING_ORDERS, MEDICATION_ORDERS, FACILITY_RECORDS, FACILITY -> true;
        };
    }
}
