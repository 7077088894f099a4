package vn.emr.core.record;

/** A number with the system that gave it (HL7 v2 type EI); the system is empty when the sender named none. */
public record OrderNumber(String value, String system) {}
