package vn.emr.lis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.emr.lis.Laboratory.MSH;
import static vn.emr.lis.Laboratory.OBR;
import static vn.emr.lis.Laboratory.PID;
import static vn.emr.lis.Laboratory.read;
import static vn.emr.lis.Laboratory.reports;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.StatedObservation;
import vn.emr.core.record.Coded;
import vn.emr.core.record.ParentResult;

/** Specimens, results centred on them (OUL), results from the bedside, and parents of susceptibilities. */
class SpecimenMessagesTest {
    private static final String SERUM = "SPM|1|S1^L1||SER^Huyết thanh^L|||||||||||||20261120074500";
    private static final String FLUID = "SPM|2|S2^L2||CSF^Dịch não tủy^L";

    private static List<ReportStated> oul(String trigger, String... afterPid) {
        return all(read(with(MSH.replace("ORU^R01^ORU_R01", "OUL^" + trigger), afterPid)));
    }

    private static String[] with(String msh, String... afterPid) {
        String[] all = new String[afterPid.length + 2];
        all[0] = msh;
        all[1] = PID;
        System.arraycopy(afterPid, 0, all, 2, afterPid.length);
        return all;
    }

    private static List<ReportStated> all(Reading reading) {
        List<ReportStated> reports =
                reading.notices().stream().map(ReportStated.class::cast).toList();
        assertEquals(
                reading.observationsIn(),
                reports.stream()
                        .mapToInt(r -> r.observations().size() + r.documents().size())
                        .sum());
        return reports;
    }

    @Test
    void a_specimen_centred_message_gives_each_specimen_its_own_orders_and_values() {
        List<ReportStated> all = oul(
                "R22",
                SERUM,
                "OBX|1|CWE|COLOR||PINK^Hồng^L||||||F",
                "OBR|1|P1|F1|GLU^Glucose^L|||||||||||||||||||||F",
                "ORC|SC|P1|F1",
                "OBX|1|NM|GLU||5.0|mmol/L|||||F",
                "NTE|1||mẫu tan huyết nhẹ",
                FLUID,
                "OBR|2|P1|F2|GLU^Glucose^L|||||||||||||||||||||F",
                "OBX|1|NM|GLU||3.0|mmol/L|||||F");
        assertEquals(
                List.of("~L1|", "F1|GLU", "F2|GLU"),
                all.stream().map(ReportStated::reportKey).toList());
        assertEquals(new Coded("SER", "L", "Huyết thanh"), all.get(1).specimen());
        assertEquals(new Coded("CSF", "L", "Dịch não tủy"), all.get(2).specimen());
        assertEquals("20261120074500", all.get(1).effective().sent(), "taken when the specimen was");
        assertEquals(
                List.of("mẫu tan huyết nhẹ"),
                all.get(1).observations().getFirst().notes());
        assertEquals("L2", all.get(2).observations().getFirst().specimen());
    }

    @Test
    void a_container_without_a_specimen_number_names_the_result() {
        List<ReportStated> all = oul("R23", "SPM|1|||SER", "SAC|||ONG77", "OBR|1|||GLU", "OBX|1|NM|GLU||5.0||||||F");
        assertEquals("~ONG77|GLU", all.getFirst().reportKey());
        assertEquals("ONG77", all.getFirst().observations().getFirst().specimen());
    }

    @Test
    void an_order_centred_message_names_its_specimens_behind_the_values() {
        List<ReportStated> all = oul(
                "R24",
                "OBR|1|P1|F1|GLU",
                "ORC|SC|P1|F1",
                "OBX|1|NM|GLU||5.0||||||F",
                SERUM,
                "OBX|1|ST|HIL||tan huyết||||||F",
                "OBR|2|P1|F2|URE",
                "OBX|1|NM|URE||6.0||||||F");
        assertEquals(2, all.size());
        assertEquals(2, all.getFirst().observations().size());
        assertEquals("L1", all.getFirst().observations().getFirst().specimen());
        assertEquals("F2|URE", all.get(1).reportKey());
    }

    @Test
    void an_orc_before_its_obr_begins_an_order_also_in_specimen_centred_messages() {
        List<ReportStated> all = oul("R22", SERUM, "OBR|1||F1|GLU", "ORC|SC|P2|F2", "OBR|2|||URE", "OBX|1|NM|URE||6.0");
        assertEquals("F2|URE", all.get(1).reportKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"R01", "R03", "R30", "R31", "R32"})
    void all_unsolicited_results_are_read_alike(String trigger) {
        Reading reading =
                read(with(MSH.replace("ORU^R01^ORU_R01", "ORU^" + trigger), "ORC|NW|P1", OBR, "OBX|1|NM|GLU||5.0"));
        assertEquals("F1^LIS|CBC", all(reading).getFirst().reportKey());
    }

    @Test
    void the_same_code_of_two_specimens_in_one_report_is_two_values_with_the_same_key() {
        List<StatedObservation> values = reports(
                        OBR, SERUM, "OBX|1|NM|GLU||5.0||||||F", FLUID, "OBX|1|NM|GLU||3.0||||||F")
                .getFirst()
                .observations();
        assertEquals(
                List.of("GLU|", "GLU|"),
                values.stream().map(StatedObservation::key).toList());
        assertEquals(
                List.of("L1", "L2"),
                values.stream().map(StatedObservation::specimen).toList());
    }

    @Test
    void what_is_wrong_with_a_specimen_is_told() {
        ReportStated report = reports(
                        OBR,
                        "OBX|1|NM|GLU||5.0||||||F",
                        "SPM|1|S1||SER^Huyết thanh^L||||LA^Tay trái^L|||||||||||||RH^Tan huyết^L|||CLOT^Đông^L")
                .getFirst();
        assertEquals(
                List.of("Vị trí lấy mẫu: Tay trái", "Mẫu bị từ chối: Tan huyết", "Tình trạng mẫu: Đông"),
                report.notes());
    }

    @Test
    void a_child_names_its_parent_by_the_numbers_sent() {
        ReportStated child = reports(
                        "OBR|1||F2|KSD||||||||||||||||||||||VK&Vi khuẩn^1^E. coli|||P9&HIS^F9&LIS", "OBX|1|NM|AMP||32")
                .getFirst();
        assertEquals(new ParentResult("P9", "F9", "VK", "1", "E. coli"), child.parent());
        assertEquals("F9", child.parent().number());
    }

    @Test
    void a_child_without_numbers_finds_its_parent_in_the_same_message_before_or_after_it() {
        String child = "OBR|1||F2|KSD||||||||||||||||||||||VK^1^E. coli";
        String parent = "OBR|2||F1|CAY";
        String organism = "OBX|1|CWE|VK|1|ECO^E. coli";
        ParentResult named = new ParentResult(null, "F1", "VK", "1", "E. coli");
        assertEquals(
                named,
                reports(child, "OBX|1|NM|AMP||32", parent, organism).getFirst().parent());
        assertEquals(
                named,
                reports(parent, organism, child, "OBX|1|NM|AMP||32").get(1).parent());
    }

    @Test
    void an_order_that_names_itself_as_its_parent_has_none() {
        assertNull(reports("OBR|1|P1|F1|KSD|||||||||||||||||||||||||P1^F1")
                .getFirst()
                .parent());
    }
}
