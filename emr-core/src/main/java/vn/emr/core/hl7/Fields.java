package vn.emr.core.hl7;

import java.util.List;
import vn.emr.core.record.Coded;

/** Writes one segment field by field; fields are named in ascending order, those between stay empty. */
public final class Fields {
    private final AnswerText out;
    private int at;

    /** Begins the segment; not for MSH, whose fields count otherwise. */
    public Fields(AnswerText out, String segment) {
        this.out = out;
        out.segment(segment);
    }

    /** Goes on to field n; what follows is written there. */
    public Fields at(int n) {
        for (; at < n; at++) {
            out.field();
        }
        return this;
    }

    /** One text; null and empty leave the field out. */
    public Fields text(int n, String text) {
        if (text != null && !text.isEmpty()) {
            at(n);
            out.text(text);
        }
        return this;
    }

    /** Components; empty ones at the end are left out. */
    public Fields parts(int n, String... parts) {
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

    /** Code, text and coding system; null leaves the field out. */
    public Fields coded(int n, Coded coded) {
        return coded == null ? this : parts(n, coded.code(), coded.text(), coded.system());
    }

    /** A field of another message with its repetitions and components, escaped anew; of sub-components only the first. */
    public Fields copy(int n, Segment from, int field) {
        List<Repetition> all = from.repetitions(field);
        for (int i = 0; i < all.size(); i++) {
            if (i == 0) {
                at(n);
            } else {
                out.repetition();
            }
            for (int c = 1; c <= all.get(i).components(); c++) {
                if (c > 1) {
                    out.component();
                }
                out.text(all.get(i).component(c));
            }
        }
        return this;
    }

    /** Ends the segment. */
    public void end() {
        out.end();
    }
}
