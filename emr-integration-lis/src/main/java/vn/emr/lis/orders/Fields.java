package vn.emr.lis.orders;

import vn.emr.core.hl7.AnswerText;
import vn.emr.core.record.Coded;

/** Writes one segment field by field; fields are named in ascending order, those between stay empty. */
final class Fields {
    private final AnswerText out;
    private int at;

    Fields(AnswerText out, String segment) {
        this.out = out;
        out.segment(segment);
    }

    Fields at(int n) {
        for (; at < n; at++) {
            out.field();
        }
        return this;
    }

    Fields text(int n, String text) {
        if (text != null && !text.isEmpty()) {
            at(n);
            out.text(text);
        }
        return this;
    }

    /** Components; empty ones at the end are left out. */
    Fields parts(int n, String... parts) {
        int last = parts.length;
        while (last > 0 && (parts[last - 1] == null || parts[last - 1].isEmpty())) {
            last--;
        }
        if (last > 0) {
            at(n);
        }
        for (int i = 0; i < last; i++) {
            if (i > 0) {
                out.component();
            }
            out.text(parts[i] == null ? "" : parts[i]);
        }
        return this;
    }

    Fields coded(int n, Coded coded) {
        return coded == null ? this : parts(n, coded.code(), coded.text(), coded.system());
    }

    void end() {
        out.end();
    }
}
