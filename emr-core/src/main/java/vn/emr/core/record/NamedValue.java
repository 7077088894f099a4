package vn.emr.core.record;

/** Something said beside the facts a noun has fields for, under the name its sender gave it. */
public record NamedValue(String name, String value) {}
