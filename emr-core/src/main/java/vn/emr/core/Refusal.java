package vn.emr.core;

import java.util.List;

/**
 * The one way this server says no. The detail and the field names are safe to show to anybody: they never hold patient
 * data, SQL or class names.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final List<String> fields;

    /**
     * @param detail one safe sentence for the person or system that has to mend it
     * @param fields where the fault is: HL7 locations such as {@code PID-3}, or JSON pointers
     */
    public Refusal(Code code, String detail, String... fields) {
        super(detail, null, false, false);
        this.code = code;
        this.fields = List.of(fields);
    }

    public Code code() {
        return code;
    }

    public List<String> fields() {
        return fields;
    }
}
