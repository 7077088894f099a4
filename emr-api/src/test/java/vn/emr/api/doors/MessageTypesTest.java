package vn.emr.api.doors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageTranslator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.ItemKind;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.SourceList;
import vn.emr.his.NoticeTranslator;
import vn.emr.his.claim.ClaimTranslator;
import vn.emr.pacs.StudyTranslator;

/** Which sender may send which type of message, cell by cell. A type without its row fails the build. */
class MessageTypesTest {
    /** What HL7 v2 may bring, by the type of message and its events. */
    private static final Map<String, String> HL7 = Map.ofEntries(
            Map.entry(
                    "ADT",
                    "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18 A21 A22 A23 A24 A25 A26 A27 A28 A30"
                            + " A31 A32 A33 A34 A35 A36 A37 A38 A40 A41 A42 A43 A44 A45 A47 A52 A53 A54 A55 A60 Z99"),
            Map.entry("MDM", "T02 T03 T04 T06 T08 T10 T11"),
            Map.entry("SIU", "S12 S13 S14 S15 S16 S17 S26"),
            Map.entry("VXU", "V04"),
            Map.entry("ORU", "R01 R03 R30 R31 R32"),
            Map.entry("OUL", "R22 R23 R24"),
            Map.entry("OML", "O21 O33 O35"),
            Map.entry("OMI", "O23"),
            Map.entry("OMG", "O19"),
            Map.entry("ORM", "O01"),
            Map.entry("ORL", "O22 O34 O36"),
            Map.entry("ORR", "O02"));

    /** What a person's hospital system says item by item. */
    private static final Set<String> ITEMS = Set.of(
            "patient",
            "visit",
            "conditions",
            "order",
            "report",
            "document",
            "merge",
            "medication",
            "procedure",
            "note",
            "paper",
            "coverage",
            "appointment",
            "immunization");

    /** What comes in a format of its own, with the least bytes of it. */
    private static final Map<String, String> WHOLE = Map.of(
            MessageTypes.RECORD, "{\"HoSoBenhAn\":{}}",
            MessageTypes.CLAIM,
                    "<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO><HOSO></HOSO></DANHSACHHOSO></THONGTINHOSO></GIAMDINHHS>",
            MessageTypes.STUDY, "[{},[]]");

    private final List<MessageTranslator> readers = readers();
    private final List<Translator> translators = List.of(
            new Hl7Translator(readers, Clock.systemUTC()),
            new NoticeTranslator(),
            new ClaimTranslator(),
            new StudyTranslator());

    /** Whatever the running server would find: beans, and what beans produce. */
    private static List<MessageTranslator> readers() {
        List<MessageTranslator> all = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("vn.emr")) {
            try {
                if (type.isAssignableTo(MessageTranslator.class) && type.isAnnotatedWith(ApplicationScoped.class)) {
                    all.add((MessageTranslator)
                            type.reflect().getDeclaredConstructor().newInstance());
                }
                for (JavaMethod method : type.getMethods()) {
                    if (method.isAnnotatedWith(Produces.class)
                            && method.getRawReturnType().isAssignableTo(MessageTranslator.class)) {
                        Method produces = method.reflect();
                        produces.setAccessible(true);
                        all.add((MessageTranslator) produces.invoke(
                                type.reflect().getDeclaredConstructor().newInstance()));
                    }
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return all;
    }

    @Test
    void the_table_names_every_type_that_is_read_and_no_other() {
        Set<String> table = new TreeSet<>(hl7());
        Set<String> read = new TreeSet<>();
        readers.forEach(reader -> reader.triggers().forEach(event -> read.add(reader.code() + "^" + event)));
        assertEquals(table, read);
        Set<String> items = new TreeSet<>();
        Arrays.stream(ItemKind.values()).map(ItemKind::word).forEach(items::add);
        assertEquals(new TreeSet<>(ITEMS), items);
    }

    @Test
    void each_type_passes_from_who_may_send_it_and_from_nobody_who_may_send_any_other() {
        List<String> types = new ArrayList<>(hl7());
        types.addAll(ITEMS);
        types.addAll(WHOLE.keySet());
        List<String> wrong = new ArrayList<>();
        for (String sent : types) {
            for (String allowed : types) {
                Delivery delivery = sent(sent, allowed);
                boolean refused = delivery.refusal() != null
                        && delivery.refusal().code() == Code.NOT_ALLOWED_FOR_SENDER
                        && delivery.reading() == null;
                if (refused == sent.equals(allowed) || !delivery.messageType().equals(sent)) {
                    wrong.add(sent + " from who may send " + allowed + ": " + delivery.refusal());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private Delivery sent(String type, String allowed) {
        Source source = SourceList.sender("HIS", "door", "HIS");
        source.allowedTypes = allowed;
        byte[] bytes = bytes(type).getBytes(StandardCharsets.UTF_8);
        return translator(type).read(bytes, "door", "127.0.0.1", Sources.only(source));
    }

    private static String bytes(String type) {
        if (type.contains("^")) {
            return "MSH|^~\\&|HIS|BV|EMR|BV|20261101080000||" + type + "|1|P|2.5.1\rEVN||20261101080000\r";
        }
        return WHOLE.getOrDefault(type, "{\"kind\":\"" + type + "\",\"id\":\"1\",\"statedAt\":\"202611010800\"}");
    }

    private Translator translator(String type) {
        String format = type.contains("^")
                ? Hl7Translator.FORMAT
                : switch (type) {
                    case MessageTypes.CLAIM -> "claim-xml";
                    case MessageTypes.STUDY -> "dicom+json";
                    default -> "notice-1.0";
                };
        return translators.stream()
                .filter(translator -> translator.format().equals(format))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> hl7() {
        List<String> types = new ArrayList<>();
        HL7.forEach((code, events) -> {
            for (String event : events.split(" ")) {
                types.add(code + "^" + event);
            }
        });
        return types;
    }
}
