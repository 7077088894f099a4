package vn.emr.pacs;

/** The attributes read from an archive's answer, with the value representation each must have (PS3.6). */
enum Attribute {
    INSTANCE_AVAILABILITY("00080056", "CS"),
    STUDY_DATE("00080020", "DA"),
    STUDY_TIME("00080030", "TM"),
    ACCESSION_NUMBER("00080050", "SH"),
    MODALITY("00080060", "CS"),
    MODALITIES_IN_STUDY("00080061", "CS"),
    TIMEZONE_OFFSET("00080201", "SH"),
    STUDY_DESCRIPTION("00081030", "LO"),
    SERIES_DESCRIPTION("0008103E", "LO"),
    PATIENT_NAME("00100010", "PN"),
    PATIENT_ID("00100020", "LO"),
    ISSUER_OF_PATIENT_ID("00100021", "LO"),
    BIRTH_DATE("00100030", "DA"),
    SEX("00100040", "CS"),
    BODY_PART("00180015", "CS"),
    STUDY_UID("0020000D", "UI"),
    SERIES_UID("0020000E", "UI"),
    SERIES_NUMBER("00200011", "IS"),
    SERIES_IN_STUDY("00201206", "IS"),
    INSTANCES_IN_STUDY("00201208", "IS"),
    INSTANCES_IN_SERIES("00201209", "IS"),
    /** Ours, in a private block: when the archive was asked. */
    ASKED_AT("00091001", "DT"),
    /** Ours, in a private block: number of a change we watched; absent when the study is seen for the first time. */
    CHANGE("00091002", "LO");

    final String tag;
    final String vr;

    Attribute(String tag, String vr) {
        this.tag = tag;
        this.vr = vr;
    }
}
