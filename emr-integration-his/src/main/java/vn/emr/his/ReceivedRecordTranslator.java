package vn.emr.his;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.exchange.ReceivedFolders;
import vn.emr.core.exchange.ReceivedRecords;
import vn.emr.core.exchange.RecordFile;
import vn.emr.core.intake.AtFault;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;

/**
 * Reads a whole {@code HoSoBenhAn} of another hospital, XML or JSON. What it tells is told by that hospital: its visit and its
 * numbers have the name of the hospital before them, and its departments are not taken for ours, so that nobody of a department
 * here reaches the person for a stay there.
 */
@ApplicationScoped
public class ReceivedRecordTranslator implements Translator {
    @Override
    public String format() {
        return ReceivedRecords.FORMAT;
    }

    @Override
    public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
        Source source = sources.byApplication(door, "", "").orElse(null);
        String number = "";
        byte[] digest = CanonicalJson.sha256(bytes);
        Reading reading = null;
        Refusal refusal = null;
        try {
            RecordFile file = RecordFile.read(bytes);
            if (!file.sound()) {
                throw new Refusal(
                        Code.MALFORMED_FIELD,
                        "the file has faults, so nothing of it was taken in",
                        file.faults().stream().map(RecordFile.Fault::at).toArray(String[]::new));
            }
            digest = CanonicalJson.digest(file.tree());
            number = file.tree().at("/ThongTinBenhNhan/sovaovien").asText();
            NoticeTranslator.mayRead(source, MessageTypes.RECORD);
            reading = NoticeTranslator.reading(items(file, source), source);
        } catch (Refusal r) {
            refusal = r;
        }
        return new Delivery(
                door,
                peer,
                format(),
                source,
                MessageTypes.RECORD,
                number.length() > ItemReading.ID_LIMIT ? "" : number,
                digest,
                bytes,
                null,
                reading,
                refusal,
                NoticeAnswer::bytes,
                null);
    }

    @Override
    public Optional<String> place(AtFault what, String messageType) {
        return what == AtFault.PATIENT_NUMBER ? Optional.of("/ThongTinBenhNhan") : Optional.empty();
    }

    private static List<ObjectNode> items(RecordFile file, Source source) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set(AnnexRecord.ROOT, file.tree());
        List<ObjectNode> items = AnnexRecord.items(record);
        items.forEach(item -> elsewhere(item, file, source));
        return items;
    }

    private static void elsewhere(ObjectNode item, RecordFile file, Source source) {
        named(item, "visitNumber", source);
        if (item.get("visit") instanceof ObjectNode visit) {
            named(visit, "number", source);
            visit.put("class", file.kind().name());
            visit.remove(List.of("stays", "department", "room", "bed"));
        }
        if (item.get("report") instanceof ObjectNode report && report.has("placerNumber")) {
            // An order of ours may have the same number, and this result does not answer it.
            named(report, "placerNumber", source);
        }
    }

    private static void named(ObjectNode object, String field, Source source) {
        object.put(field, ReceivedFolders.number(source, object.get(field).asText()));
    }
}
