package vn.emr.api.demo;

import java.io.PrintStream;
import java.util.Properties;
import java.util.TreeSet;
import vn.emr.core.signature.trial.TrialAuthority;

/** The last words of a feed: the counts, where to go, how to sign in, whom to look at. */
final class Farewell {
    private final PrintStream out;
    private final FeederOptions options;

    Farewell(PrintStream out, FeederOptions options) {
        this.out = out;
        this.options = options;
    }

    void print(SampleHospital sample, Properties counts, String archive) {
        Hospital hospital = sample.hospital();
        out.println();
        out.println(hospital.tenant().name() + " – người bệnh không có thật / all people are invented");
        for (String name : new TreeSet<>(counts.stringPropertyNames())) {
            out.printf("  %6s  %s%n", counts.getProperty(name), name);
        }
        out.println("  Kho ảnh / image archive: " + archive);
        out.println();
        out.println("Mở trình duyệt / open in a browser:  " + options.server());
        out.println("Đăng nhập / sign in:");
        for (Hospital.Person person : hospital.accounts()) {
            out.printf("  %-9s  %s   %s%n", person.username(), person.password(), person.note());
        }
        out.println("Gõ vào ô tìm / type into the search:  " + hospital.tour().search());
        out.println("Ký số / sign (Chờ ký):  PIN " + TrialAuthority.PIN
                + ", chứng thư thử, không có giá trị pháp lý / trial keys without any value in law");
        out.println("Chỉ định / order:  " + hospital.tour().order());
        out.println("Xem thử / look at:");
        for (Hospital.Stop stop : hospital.tour().patients()) {
            out.printf("  %s  %s (%s): %s%n", stop.number(), stop.name(), stop.account(), stop.note());
        }
        hospital.tour().work().forEach(work -> out.println("  " + work));
        out.println();
        out.println("Dừng: Ctrl-C / stop: Ctrl-C");
        out.flush();
    }
}
