package vn.emr.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import vn.emr.core.exchange.RecordFile.What;
import vn.emr.core.form.Forms;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.PersonName;

/** What a record that has the right shape must say to be taken in: whose it is, of which visit, and when that was. */
final class RecordSense {
    static final String PERSON = "/ThongTinBenhNhan/";
    static final String NUMBER = "sovaovien";
    static final String END = "/ThongTinDieuTri/ngayravien";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private RecordSense() {}

    static void check(ObjectNode tree, Faults faults) {
        for (String needed : new String[] {NUMBER, "hoten", "thoigianvaovien"}) {
            if (tree.at(PERSON + needed).asText().isBlank()) {
                faults.add(PERSON + needed, What.REQUIRED);
            }
        }
        if (tree.at(END).asText().isBlank()) {
            // A treatment that goes on is handed over by its transfer paper.
            faults.add(END, What.REQUIRED);
        }
        boolean named = false;
        for (String number : new String[] {"mabenhnhan", "cccd_so", "hochieu_so", "mabhyt"}) {
            named |= !tree.at(PERSON + number).asText().isBlank();
        }
        if (!named) {
            faults.add(PERSON + "mabenhnhan", What.REQUIRED);
        }
        sameVisit(tree, tree.at(PERSON + NUMBER).asText(), "", faults);
        Optional<Instant> start = time(tree.at(PERSON + "thoigianvaovien").asText());
        Optional<Instant> end = time(tree.at(END).asText());
        if (start.isPresent() && end.isPresent() && end.get().isBefore(start.get())) {
            faults.add(END, What.ENDS_BEFORE_IT_BEGINS);
        }
        if (kind(tree.at(PERSON + "loaiba").asText()).isEmpty()) {
            faults.remark(PERSON + "loaiba", What.UNKNOWN_KIND);
        }
    }

    /** All groups are joined by the number of the visit; one that leaves it out means the same. */
    private static void sameVisit(JsonNode node, String number, String at, Faults faults) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                String here = at + "/" + field.getKey();
                if (field.getKey().equals(NUMBER)
                        && !field.getValue().asText().isBlank()
                        && !field.getValue().asText().equals(number)) {
                    faults.add(here, What.OTHER_VISIT);
                }
                sameVisit(field.getValue(), number, here, faults);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            sameVisit(node.get(i), number, at + "/" + i, faults);
        }
    }

    /** Which folder it is here; empty where the words do not tell. */
    static Optional<EncounterClass> kind(String words) {
        String plain = PersonName.unaccented(words);
        if (plain.contains("ban ngay")) {
            return Optional.of(EncounterClass.DAY);
        }
        if (plain.contains("ngoai tru")) {
            return Optional.of(EncounterClass.OUTPATIENT_TREATMENT);
        }
        return plain.contains("noi tru") ? Optional.of(EncounterClass.INPATIENT) : Optional.empty();
    }

    /** A time or a whole day of the annex; empty where it says less. */
    static Optional<Instant> time(String text) {
        return switch (text.length()) {
            case 10 ->
                Optional.of(LocalDate.parse(text, DAY).atStartOfDay(Forms.ZONE).toInstant());
            case 23 ->
                Optional.of(LocalDateTime.parse(text, MOMENT).atZone(Forms.ZONE).toInstant());
            default -> Optional.empty();
        };
    }
}
