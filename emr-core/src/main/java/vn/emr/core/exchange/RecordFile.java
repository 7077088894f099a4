package vn.emr.core.exchange;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.store.BlobStore;

/**
 * One {@code HoSoBenhAn} as somebody gave it out, XML or JSON, read into the shape of the annex with everything that is wrong with it.
 * It is read strictly by what the published schemas say, in whatever order its names stand; line ends become {@code \n}, texts NFC.
 *
 * @param tree all names in their order; of a file with faults only what could be read
 * @param more faults than are told
 * @param remarks what a person should look at, and what keeps nobody from taking the file in
 * @param signed whether it holds signatures; what they are worth is not looked at here
 */
public record RecordFile(
        Form form, ObjectNode tree, List<Fault> faults, int more, List<Fault> remarks, boolean signed) {
    /** Bytes of one file. */
    public static final int LARGEST = 32 * 1024 * 1024;

    static final Shape SHAPE = Shape.read();

    private static final int DEPTH = 16;
    private static final JsonMapper JSON = reader();

    /** How it is written. */
    public enum Form {
        XML,
        JSON
    }

    /** What can be wrong with a file. */
    public enum What {
        /** Neither XML nor JSON that ends well. */
        UNREADABLE,
        NOT_A_RECORD,
        UNKNOWN_NAME,
        TWICE,
        MISSING,
        /** A text where a group stands, or a group where a text stands. */
        WRONG_SHAPE,
        TOO_LONG,
        TOO_MANY,
        /** Not written as dates, times and numbers are. */
        MALFORMED,
        NO_SUCH_DAY,
        BAD_TEXT,
        REQUIRED,
        /** The number of the visit is another than in the first group. */
        OTHER_VISIT,
        ENDS_BEFORE_IT_BEGINS,
        /** A code that the list of that day does not have. */
        UNKNOWN_CODE,
        /** Not a word from which it can be told whether somebody stayed overnight. */
        UNKNOWN_KIND
    }

    /**
     * One fault.
     *
     * @param at {@code /ThongTinBenhNhan/ngaysinh}, rows counted from 0; line and column {@code 12:5} of what cannot be read
     * @param most characters or rows that may be; null where none are counted
     */
    public record Fault(String at, What what, Integer most) {}

    /**
     * Reads and checks a file wholly. Never throws for what is in it.
     *
     * @throws Refusal TOO_LARGE over 32 MiB
     */
    public static RecordFile read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Refusal(Code.TOO_LARGE, "a record may have 32 MiB");
        }
        Faults faults = new Faults();
        Form form = first(bytes) == '<' ? Form.XML : Form.JSON;
        RecordXml.Read read = form == Form.XML
                ? RecordXml.read(bytes, SHAPE, faults)
                : new RecordXml.Read(json(bytes, faults), false);
        JsonNode said = read.tree();
        if (said == null) {
            return new RecordFile(form, null, faults.told(), faults.more(), List.of(), read.signed());
        }
        ObjectNode tree = new RecordShape(faults).of(SHAPE.parts(), said, "");
        if (faults.told().isEmpty()) {
            RecordSense.check(tree, faults);
        }
        return new RecordFile(form, tree, faults.told(), faults.more(), faults.remarks(), read.signed());
    }

    /** Whether it can be taken in. */
    public boolean sound() {
        return faults.isEmpty();
    }

    /** The SHA-256 of what it says, the same for the XML and the JSON of one record. */
    public String content() {
        return BlobStore.name(Exchange.written(tree));
    }

    /** Which folder it is here. A record that does not tell is taken for that of a stay. */
    public EncounterClass kind() {
        return RecordSense.kind(tree.at(RecordSense.PERSON + "loaiba").asText()).orElse(EncounterClass.INPATIENT);
    }

    private static JsonNode json(byte[] bytes, Faults faults) {
        try {
            JsonNode root = JSON.readTree(bytes);
            JsonNode record = root.size() == 1 && root.has(SHAPE.name()) ? root.get(SHAPE.name()) : root;
            if (record.isObject()) {
                return record;
            }
            faults.add("/", What.NOT_A_RECORD);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            faults.add(at == null ? "/" : at.getLineNr() + ":" + at.getColumnNr(), What.UNREADABLE);
        } catch (IOException | NumberFormatException e) {
            faults.add("/", What.UNREADABLE);
        }
        return null;
    }

    /** The first byte behind a byte order mark and blanks; 0 when there is none. */
    private static int first(byte[] bytes) {
        int at = bytes.length > 2 && (bytes[0] & 0xff) == 0xef ? 3 : 0;
        while (at < bytes.length && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        // UTF-16 begins with a mark that no JSON has.
        return at == bytes.length ? 0 : bytes[at] == (byte) 0xfe || bytes[at] == (byte) 0xff ? '<' : bytes[at];
    }

    private static JsonMapper reader() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(LARGEST)
                        .maxNumberLength(100)
                        .maxNameLength(200)
                        .build());
        return mapper;
    }
}
