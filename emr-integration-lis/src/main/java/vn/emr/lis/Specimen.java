package vn.emr.lis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.record.Coded;
import vn.emr.core.record.TimePoint;

/**
 * What a result says of its specimen (SPM).
 *
 * @param number the laboratory's, else the ordering side's (SPM-2), else the container's (SAC-3, SAC-4); null when none
 * @param type SPM-4, null when not sent
 * @param collected the beginning of SPM-17
 * @param remarks where it was taken, its state, and why it was refused, as lines for people
 */
record Specimen(String number, Coded type, TimePoint collected, List<String> remarks) {
    private static final int NUMBER = 2;

    static Specimen of(Segment spm, Moments moments) {
        List<String> remarks = new ArrayList<>();
        codes(remarks, "Vị trí lấy mẫu: ", spm, 8);
        codes(remarks, "Vị trí lấy mẫu: ", spm, 10);
        Optional.ofNullable(DataTypes.text(spm, 14)).ifPresent(remarks::add);
        codes(remarks, "Mẫu bị từ chối: ", spm, 21);
        codes(remarks, "Tình trạng mẫu: ", spm, 24);
        return new Specimen(
                number(spm), DataTypes.coded(spm, 4), moments.read(spm, 17).orElse(null), List.copyOf(remarks));
    }

    /** The same specimen, known by its container when it has no number of its own. */
    Specimen in(Segment sac) {
        String container = DataTypes.text(sac, 3) != null ? DataTypes.text(sac, 3) : DataTypes.text(sac, 4);
        return number != null ? this : new Specimen(container, type, collected, remarks);
    }

    private static String number(Segment spm) {
        for (Repetition r : spm.repetitions(NUMBER)) {
            String filler = r.component(2).strip();
            return DataTypes.nothing(filler.isEmpty() ? r.value().strip() : filler);
        }
        return null;
    }

    private static void codes(List<String> remarks, String label, Segment spm, int field) {
        for (Repetition r : spm.repetitions(field)) {
            Coded coded = DataTypes.coded(r);
            if (coded != null) {
                remarks.add(label + coded.shown());
            }
        }
    }
}
