package vn.emr.core.exchange;

import java.util.ArrayList;
import java.util.List;
import vn.emr.core.exchange.RecordFile.Fault;
import vn.emr.core.exchange.RecordFile.What;

/** What was found wrong with a file, the first two hundred of it. */
final class Faults {
    private static final int TOLD = 200;

    /** A name from outside is told so long at most. */
    private static final int LONGEST = 300;

    private final List<Fault> told = new ArrayList<>();
    private final List<Fault> remarks = new ArrayList<>();
    private int more;

    void add(String at, What what) {
        add(at, what, null);
    }

    void add(String at, What what, Integer most) {
        if (told.size() < TOLD) {
            told.add(fault(at, what, most));
        } else {
            more++;
        }
    }

    void remark(String at, What what) {
        if (remarks.size() < TOLD) {
            remarks.add(fault(at, what, null));
        }
    }

    private static Fault fault(String at, What what, Integer most) {
        return new Fault(at.length() > LONGEST ? at.substring(0, LONGEST) : at, what, most);
    }

    List<Fault> told() {
        return List.copyOf(told);
    }

    List<Fault> remarks() {
        return List.copyOf(remarks);
    }

    int more() {
        return more;
    }
}
