package vn.emr.core.catalogue;

/** What the ICD-10 list says of a code beside its names (TT 06/2026/TT-BYT, annex, columns 24 to 29). */
public final class Icd {
    /** Never the main disease (24). */
    public static final String NOT_PRIMARY = "not_primary";

    /** Better not the main disease (25). */
    public static final String DISCOURAGED = "discouraged_primary";

    /** Not used: a longer code says it (26). */
    public static final String NOT_USED = "not_used";

    /** Only as a cause of death (27). */
    public static final String DEATH_ONLY = "death_only";

    /** Of women only (28). */
    public static final String FEMALE_ONLY = "female_only";

    /** Of men only (29). */
    public static final String MALE_ONLY = "male_only";

    private Icd() {}
}
