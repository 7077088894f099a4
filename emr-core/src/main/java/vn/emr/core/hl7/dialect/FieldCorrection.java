package vn.emr.core.hl7.dialect;

import java.util.List;
import vn.emr.core.hl7.DraftSegment;
import vn.emr.core.hl7.FieldText;

/** Gives the places an address names a new text. */
record FieldCorrection(Address target, When when, Edit edit) implements Correction {

    @Override
    public boolean apply(Correcting message) {
        if (!when.possible(message)) {
            return false;
        }
        boolean changed = false;
        List<DraftSegment> segments = message.segments();
        for (int at = 0; at < segments.size(); at++) {
            DraftSegment segment = segments.get(at);
            if (segment.name().equals(target.segment())) {
                changed |= target.everyField() ? fields(message, at, segment) : field(message, at, segment, target);
            }
        }
        return changed;
    }

    private boolean fields(Correcting message, int at, DraftSegment segment) {
        boolean changed = false;
        for (int field = 1; field <= segment.size(); field++) {
            changed |= field(message, at, segment, target.at(field, 1));
        }
        return changed;
    }

    private boolean field(Correcting message, int at, DraftSegment segment, Address field) {
        if (field.repetition() == 1) {
            return place(message, at, segment, field);
        }
        int sent = FieldText.parts(
                segment.field(field.field()), message.delimiters().repetition());
        if (!field.everyRepetition()) {
            // A repetition after the first is not made up for a constant: it would be a number without digits.
            boolean there = field.repetition() <= sent || edit instanceof Edit.Copy;
            return there && place(message, at, segment, field);
        }
        boolean changed = false;
        for (int repetition = 1; repetition <= sent; repetition++) {
            changed |= place(message, at, segment, field.at(field.field(), repetition));
        }
        return changed;
    }

    private boolean place(Correcting message, int at, DraftSegment segment, Address place) {
        if (!when.holds(message, at, place.repetition())) {
            return false;
        }
        String now = place.read(segment, message.delimiters());
        String wanted = edit.edit(message, at, place, now);
        if (wanted.equals(now)) {
            return false;
        }
        place.write(segment, message.delimiters(), wanted);
        return true;
    }
}
