package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.SampleMessages;
import vn.emr.core.hl7.SampleMessages.Sample;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.VisitStated;

/**
 * What each public sample of this door means: by file, the refusal or the notices of its messages, and how many remarks.
 * After a wanted change: run with {@code -Dgolden.write=true}, then read the difference.
 */
class SampleOutcomesTest {
    private static final Path TABLE = Path.of("src/test/resources/golden-hl7/samples.txt");
    private static final Set<String> OTHER_DOORS = Set.of("ORU", "OUL", "OML", "ORM", "OMG", "ACK", "MALFORMED");

    @Test
    void each_sample_of_the_his_has_the_outcome_of_the_table() throws IOException {
        List<Sample> samples = SampleMessages.all();
        Assumptions.assumeFalse(samples.isEmpty(), "samples beside the project");
        StringBuilder table = new StringBuilder();
        for (Sample sample : samples) {
            String type = sample.file().substring(5, sample.file().indexOf('_', 5));
            if (!OTHER_DOORS.contains(type.split("-")[0])) {
                Map<String, Integer> outcomes = new TreeMap<>();
                for (byte[] message : Hl7Text.split(sample.bytes())) {
                    outcomes.merge(outcome(Adt.deliver(message, Map.of(), "windows-1252")), 1, Integer::sum);
                }
                outcomes.forEach((outcome, times) -> table.append(sample.file(), 0, 5 + type.length())
                        .append(times == 1 ? ": " : ": " + times + " times ")
                        .append(outcome)
                        .append('\n'));
            }
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(TABLE, table);
        }
        assertEquals(Files.readString(TABLE), table.toString());
    }

    private static String outcome(Delivery delivery) {
        if (delivery.refusal() != null) {
            return delivery.refusal().code() + " " + delivery.refusal().fields();
        }
        Map<String, Integer> notices = new TreeMap<>();
        delivery.reading().notices().forEach(notice -> notices.merge(name(notice), 1, Integer::sum));
        boolean read = delivery.reading().remarks().stream().noneMatch(r -> r.startsWith("NOT_INTERPRETED"));
        return (read ? notices.toString() : "not interpreted") + ", "
                + delivery.reading().remarks().size() + " remarks";
    }

    private static String name(Notice notice) {
        String name = notice.getClass().getSimpleName();
        return notice instanceof VisitStated visit ? name + " " + visit.event() : name;
    }
}
