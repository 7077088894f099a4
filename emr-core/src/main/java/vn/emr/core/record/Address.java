package vn.emr.core.record;

/**
 * An address. District only for records from before 07/2025, when districts were abolished; codes are those of the unit
 * lists in force at the time it was stated.
 */
public record Address(
        String use, String line, Coded ward, Coded district, Coded province, String country, String full) {}
