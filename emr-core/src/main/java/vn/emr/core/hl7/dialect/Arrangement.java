package vn.emr.core.hl7.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.DraftSegment;
import vn.emr.core.hl7.FieldText;
import vn.emr.core.hl7.Hl7Limits;

/** What a segment correction does with the segments it concerns. */
sealed interface Arrangement {
    /**
     * All segments of the message as they are to stand, in a new list.
     *
     * @param chosen those the correction concerns
     */
    List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen);

    /** They get another name, such as {@code ZOB} to {@code OBX}. */
    record Rename(String to) implements Arrangement {
        @Override
        public List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen) {
            chosen.forEach(segment -> segment.name(to));
            return List.copyOf(message.segments());
        }
    }

    /** They are left out. */
    record Drop() implements Arrangement {
        @Override
        public List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen) {
            List<DraftSegment> left = new ArrayList<>(message.segments());
            left.removeAll(chosen);
            return left;
        }
    }

    /** Each becomes one for each repetition of these fields; its other fields are repeated. */
    record Split(List<Integer> fields) implements Arrangement {
        /** More values than any sender packs into one segment. */
        private static final int MOST_PIECES = 200;

        @Override
        public List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen) {
            List<DraftSegment> all = new ArrayList<>();
            for (DraftSegment segment : message.segments()) {
                if (chosen.contains(segment)) {
                    pieces(segment, message.delimiters().repetition(), all);
                } else {
                    all.add(segment);
                }
                if (all.size() > Hl7Limits.STANDARD.segments()) {
                    throw tooMany();
                }
            }
            return all;
        }

        private void pieces(DraftSegment segment, char separator, List<DraftSegment> all) {
            int count = 1;
            for (int field : fields) {
                count = Math.max(count, FieldText.parts(segment.field(field), separator));
            }
            if (count == 1) {
                all.add(segment);
                return;
            }
            if (count > MOST_PIECES) {
                throw tooMany();
            }
            for (int n = 1; n <= count; n++) {
                DraftSegment piece = segment.copy();
                for (int field : fields) {
                    piece.field(field, FieldText.part(segment.field(field), separator, n));
                }
                all.add(piece);
            }
        }

        private static Refusal tooMany() {
            return new Refusal(
                    Code.NOT_APPLICABLE,
                    "The dialect of this sender would split a segment into too many; the message is kept.");
        }
    }

    /** Behind each stands an empty segment of another name, unless one follows before the next of them or of a patient. */
    record Add(String name) implements Arrangement {
        @Override
        public List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen) {
            List<DraftSegment> all = new ArrayList<>();
            List<DraftSegment> segments = message.segments();
            for (int at = 0; at < segments.size(); at++) {
                all.add(segments.get(at));
                if (chosen.contains(segments.get(at)) && !follows(segments, at)) {
                    all.add(message.draft().make(name));
                }
            }
            return all;
        }

        private boolean follows(List<DraftSegment> segments, int at) {
            String own = segments.get(at).name();
            for (int i = at + 1; i < segments.size(); i++) {
                String next = segments.get(i).name();
                if (next.equals(name)) {
                    return true;
                }
                if (next.equals(own) || next.equals("PID")) {
                    return false;
                }
            }
            return false;
        }
    }

    /** Those right before a segment of another name go behind it. */
    record PlaceAfter(String other) implements Arrangement {
        @Override
        public List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen) {
            List<DraftSegment> all = new ArrayList<>();
            List<DraftSegment> waiting = new ArrayList<>();
            for (DraftSegment segment : message.segments()) {
                if (chosen.contains(segment)) {
                    waiting.add(segment);
                } else if (segment.name().equals(other)) {
                    all.add(segment);
                    all.addAll(waiting);
                    waiting.clear();
                } else {
                    all.addAll(waiting);
                    waiting.clear();
                    all.add(segment);
                }
            }
            all.addAll(waiting);
            return all;
        }
    }

    /**
     * Each goes before the segments of another name that stand between the one before it and itself; only in a message
     * where the first of that name stands before the first of these, so that a message in good order stays so.
     */
    record PlaceBefore(String other) implements Arrangement {
        @Override
        public List<DraftSegment> of(Correcting message, Set<DraftSegment> chosen) {
            List<DraftSegment> all = new ArrayList<>();
            int from = 0;
            for (DraftSegment segment : message.segments()) {
                if (!chosen.contains(segment)) {
                    all.add(segment);
                    continue;
                }
                int place = first(all, from);
                if (from == 0 && place == all.size()) {
                    return List.copyOf(message.segments());
                }
                all.add(place, segment);
                from = all.size();
            }
            return all;
        }

        private int first(List<DraftSegment> segments, int from) {
            for (int i = from; i < segments.size(); i++) {
                if (segments.get(i).name().equals(other)) {
                    return i;
                }
            }
            return segments.size();
        }
    }
}
