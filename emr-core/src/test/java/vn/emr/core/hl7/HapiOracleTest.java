package vn.emr.core.hl7;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.ExtraComponents;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.idgenerator.UUIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.emr.core.Refusal;

/**
 * HAPI's generic parser, validation off, as the oracle: what it reads from the public samples, we read alike. One
 * exception by decision: HAPI splits by letters, digits and control characters when MSH-2 names them; we refuse.
 */
class HapiOracleTest {
    private final PipeParser hapi = parser();
    private Charset charset;
    private int compared;
    private int fieldsCompared;
    private final List<String> unreadByUs = new ArrayList<>();
    private final List<String> unreadByHapi = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    @SuppressWarnings("resource")
    private static PipeParser parser() {
        var context = new DefaultHapiContext();
        context.setModelClassFactory(new GenericModelClassFactory());
        context.setValidationContext(ValidationContextFactory.noValidation());
        context.getParserConfiguration().setIdGenerator(new UUIDGenerator());
        context.getParserConfiguration().setAllowUnknownVersions(true);
        context.getParserConfiguration().setDefaultObx2Type("ST");
        context.getParserConfiguration().setInvalidObx2Type("ST");
        return context.getPipeParser();
    }

    @Test
    void every_field_that_HAPI_reads_we_read_alike() {
        List<SampleMessages.Sample> samples = SampleMessages.all();
        for (SampleMessages.Sample sample : samples) {
            int number = 0;
            for (byte[] bytes : Hl7Text.split(sample.bytes())) {
                compare(sample.file() + "#" + ++number, bytes);
            }
        }
        System.out.printf(
                "HAPI as oracle: %d files, %d messages and %d values compared; only HAPI reads %s; only we read %s%n",
                samples.size(), compared, fieldsCompared, unreadByUs, unreadByHapi);
        assertEquals(List.of(), differences);
        assertEquals(List.of(), unreadByUs);
        assertTrue(samples.isEmpty() || compared > 150);
    }

    private void compare(String what, byte[] bytes) {
        Message theirs = theirs(bytes);
        Hl7Message ours;
        try {
            ours = Hl7Text.read(bytes, StandardCharsets.ISO_8859_1);
        } catch (Refusal refused) {
            String separators = MessageHeader.of(bytes).field(2);
            if (theirs != null && Delimiters.of('|', separators) != null) {
                unreadByUs.add(what + " (" + refused.getMessage() + ")");
            }
            return;
        }
        if (theirs == null) {
            unreadByHapi.add(what);
            return;
        }
        compared++;
        var segments = new ArrayList<ca.uhn.hl7v2.model.Segment>();
        try {
            collect(theirs, segments);
            charset = ours.charset().charset();
            compareSegments(what, segments, ours.segments());
        } catch (HL7Exception e) {
            throw new AssertionError(what, e);
        }
    }

    /** Null when HAPI cannot read it. */
    private Message theirs(byte[] bytes) {
        try {
            var charset = Charsets.choose(bytes, MessageHeader.of(bytes), StandardCharsets.ISO_8859_1)
                    .charset();
            String text = new String(bytes, charset).replace("\r\n", "\r").replace('\n', '\r');
            return hapi.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (HL7Exception | RuntimeException unreadable) {
            return null;
        }
    }

    private static void collect(Group group, List<ca.uhn.hl7v2.model.Segment> all) throws HL7Exception {
        for (String name : group.getNames()) {
            for (Structure structure : group.getAll(name)) {
                if (structure instanceof ca.uhn.hl7v2.model.Segment segment) {
                    all.add(segment);
                } else {
                    collect((Group) structure, all);
                }
            }
        }
    }

    private void compareSegments(String what, List<ca.uhn.hl7v2.model.Segment> theirs, List<Segment> ours)
            throws HL7Exception {
        List<String> theirNames = theirs.stream()
                .map(segment -> segment.getName().toUpperCase(Locale.ROOT))
                .toList();
        List<String> ourNames = ours.stream().map(Segment::name).toList();
        if (!theirNames.equals(ourNames)) {
            differences.add(what + ": " + theirNames + " / " + ourNames);
            return;
        }
        for (int i = 0; i < ours.size(); i++) {
            for (int n = 1; n <= theirs.get(i).numFields(); n++) {
                compareField(
                        what + " " + ours.get(i).name() + "[" + i + "]-" + n,
                        theirs.get(i).getField(n),
                        ours.get(i),
                        n);
            }
        }
    }

    private void compareField(String where, Type[] theirs, Segment ours, int n) throws HL7Exception {
        for (int repetition = 0; repetition < theirs.length; repetition++) {
            List<String> values = new ArrayList<>();
            List<int[]> places = new ArrayList<>();
            flatten(theirs[repetition], 1, 1, false, values, places);
            for (int i = 0; i < values.size(); i++) {
                int[] place = places.get(i);
                fieldsCompared++;
                String mine = ours.sub(n, repetition + 1, place[0], place[1]);
                if (!sameText(values.get(i), mine, charset)) {
                    differences.add(where + "(" + (repetition + 1) + ")." + place[0] + "." + place[1] + ": "
                            + values.get(i) + " / " + mine);
                }
            }
        }
    }

    /**
     * The exceptions in values: HAPI keeps two quotes as text where we say erased, leaves formatting and hexadecimal escapes
     * unresolved, and does not compose letters.
     */
    private static boolean sameText(String theirs, String ours, Charset charset) {
        if (theirs == null || theirs.equals("\"\"")) {
            return ours.isEmpty();
        }
        return theirs.equals(ours)
                || Charsets.composed(Escapes.resolve(theirs, Delimiters.STANDARD, charset))
                        .equals(ours);
    }

    private static void flatten(Type type, int c, int s, boolean inside, List<String> values, List<int[]> places)
            throws HL7Exception {
        switch (type) {
            case Varies varies -> flatten(varies.getData(), c, s, inside, values, places);
            case Primitive primitive -> {
                values.add(primitive.getValue());
                places.add(new int[] {c, s});
            }
            case Composite composite -> {
                for (int i = 0; i < composite.getComponents().length; i++) {
                    flatten(composite.getComponent(i), inside ? c : i + 1, inside ? i + 1 : 1, true, values, places);
                }
            }
            default -> throw new IllegalStateException(type.getName());
        }
        ExtraComponents extra = type.getExtraComponents();
        for (int i = 0; i < extra.numComponents(); i++) {
            flatten(extra.getComponent(i), inside ? c : i + 2, inside ? i + 2 : 1, true, values, places);
        }
    }
}
