package vn.emr.core.hl7.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.emr.core.hl7.DraftSegment;

/**
 * Changes which segments there are, or where they stand.
 *
 * @param name of the segments concerned
 */
record SegmentCorrection(String name, When when, Arrangement arrangement) implements Correction {

    @Override
    public boolean apply(Correcting message) {
        Set<DraftSegment> chosen = chosen(message);
        if (chosen.isEmpty()) {
            return false;
        }
        List<DraftSegment> segments = message.segments();
        List<DraftSegment> arranged = arrangement.of(message, chosen);
        if (arranged.equals(segments)) {
            // Renamed, or nothing was out of place.
            return arrangement instanceof Arrangement.Rename;
        }
        segments.clear();
        segments.addAll(arranged);
        message.draft().changed();
        return true;
    }

    private Set<DraftSegment> chosen(Correcting message) {
        if (!when.possible(message)) {
            return Set.of();
        }
        Set<DraftSegment> chosen = new HashSet<>();
        for (int at = 0; at < message.segments().size(); at++) {
            DraftSegment segment = message.segments().get(at);
            if (segment.name().equals(name) && when.holds(message, at, 1)) {
                chosen.add(segment);
            }
        }
        return chosen;
    }
}
