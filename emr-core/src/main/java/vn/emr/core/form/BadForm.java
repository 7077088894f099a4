package vn.emr.core.form;

import java.util.List;

/** A definition that is no form; says everything that is wrong with it, a sentence each. Holds no patient data. */
public final class BadForm extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> faults;

    BadForm(List<String> faults) {
        super(String.join("; ", faults), null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
