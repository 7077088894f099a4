package vn.emr.api.doors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.hl7.Hl7Receiver;
import vn.emr.core.hl7.Hl7Text;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.hl7.MessageHeader;
import vn.emr.core.hl7.SampleMessages;
import vn.emr.core.hl7.SampleMessages.Sample;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.intake.Peer;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.his.MdmTranslator;
import vn.emr.his.SiuTranslator;
import vn.emr.his.VxuTranslator;
import vn.emr.lis.OruTranslator;
import vn.emr.lis.OulTranslator;

/** Public messages of many systems, each with its patient announced first, through the real translators and inbox. */
class SampleMessagesTest {
    private static final Set<String> ADT = new AdtTranslator().triggers();
    private static final Set<String> OURS = Set.of("ORU", "OUL", "SIU", "MDM", "VXU");

    /** An account joined to none; a placeholder where a document should be; appointments without the segment that names them. */
    private static final Map<String, Code> NOT_APPLIED = Map.of(
            "0110", Code.REQUIRED_FIELD_MISSING,
            "0158", Code.DAMAGED_DOCUMENT,
            "0505", Code.REQUIRED_FIELD_MISSING,
            "0506", Code.REQUIRED_FIELD_MISSING);

    /** Noise behind MSH and an event of ours: no separators, so nothing in it can be read. */
    private static final Set<String> NOT_READABLE =
            Set.of("0027_ADT-A01_v2.7.hl7", "0048_ADT-A07_v2.7.hl7", "0104_ADT-A40_v2.7.hl7");

    /** Results without any number of a patient (PID-3 empty, or without a value): kept for a person, never guessed. */
    private static final Set<String> NAMES_NOBODY = Set.of(
            "0330_ORU-R01_v2.5.1.hl7",
            "0357_ORU-R01_v2.5.1.hl7",
            "0358_ORU-R01_v2.5.1.hl7",
            "0359_ORU-R01_v2.5.1.hl7",
            "0360_ORU-R01_v2.5.1.hl7",
            "0362_ORU-R01_v2.5.1.hl7",
            "0366_ORU-R01_v2.5.1.hl7",
            "0368_ORU-R01_v2.5.1.hl7",
            "0369_ORU-R01_v2.5.1.hl7",
            "0372_ORU-R01_v2.5.1.hl7",
            "0377_ORU-R01_v2.5.1.hl7",
            "0380_ORU-R01_v2.5.1.hl7",
            "0382_ORU-R01_v2.5.1.hl7",
            "0384_ORU-R01_v2.5.1.hl7",
            "0385_ORU-R01_v2.5.1.hl7",
            "0387_ORU-R01_v2.5.1.hl7",
            "0388_ORU-R01_v2.5.1.hl7",
            "0403_ORU-R01_v2.5.1.hl7",
            "0406_ORU-R01_v2.5.1.hl7",
            "0463_OUL-R22_v2.8.hl7",
            "0465_OUL-R23_v2.8.hl7");

    private static final Map<String, Integer> EXPECTED = Map.of(
            "ours APPLIED", 226,
            "ours DAMAGED_DOCUMENT", 1,
            "ours REQUIRED_FIELD_MISSING", 3,
            "ours UNKNOWN_PATIENT", 21,
            "ours UNREADABLE", 3,
            "others APPLIED", 33,
            "others UNREADABLE", 9,
            "others UNSUPPORTED_MESSAGE", 11,
            "taken apart", 5,
            "whole frame refused", 1);

    private final Hl7Translator translator = new Hl7Translator(
            List.of(
                    new OruTranslator(),
                    new OulTranslator(),
                    new AdtTranslator(),
                    new SiuTranslator(),
                    new MdmTranslator(),
                    new VxuTranslator()),
            Clock.systemUTC());
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> notReadable = new TreeSet<>();
    private final Set<String> namesNobody = new TreeSet<>();
    private final Set<String> notApplied = new TreeSet<>();
    private final Set<String> unexpected = new TreeSet<>();
    private House house;
    private Inbox inbox;

    @Test
    void every_readable_sample_is_applied_and_all_others_are_answered_kept_and_findable() throws Exception {
        List<Sample> samples = SampleMessages.all();
        Assumptions.assumeFalse(samples.isEmpty(), "samples beside the project");
        try (House opened = new House()) {
            house = opened;
            // As for a sender of western European text: one sample has such bytes and an empty MSH-18.
            house.source.fallbackCharset = "windows-1252";
            inbox = house.inbox(List.of(translator));
            for (Sample sample : samples) {
                List<byte[]> messages = Hl7Text.split(sample.bytes());
                for (byte[] message : messages) {
                    announcePatients(message);
                    one(sample.file(), message);
                }
                if (messages.size() > 1 || messages.getFirst().length != sample.bytes().length) {
                    whole(sample, messages.size());
                }
            }
        }
        System.out.println("samples: " + counts);
        assertEquals(Set.of(), unexpected);
        assertEquals(NOT_READABLE, notReadable);
        assertEquals(NAMES_NOBODY, namesNobody);
        assertEquals(NOT_APPLIED.keySet(), notApplied);
        assertEquals(EXPECTED, counts);
    }

    /** Several messages or a batch in one frame: each is answered as it was by itself, in one batch of answers. */
    private void whole(Sample sample, int messages) throws Exception {
        byte[] bytes = new Hl7Receiver(translator, house, inbox)
                .receive(sample.bytes(), "his", Peer.here("192.0.2.1:4000"))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        String answer = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean apart = answer.startsWith("BHS") || answer.startsWith("FHS");
        if (apart) {
            assertEquals(messages, answer.split("\rMSA", -1).length - 1, sample.file());
        } else {
            assertTrue(answer.contains("\rMSA|AR|"), answer);
        }
        counts.merge(apart ? "taken apart" : "whole frame refused", 1, Integer::sum);
    }

    private void one(String file, byte[] message) throws Exception {
        Outcome outcome = receive(message);
        kept(message, outcome);
        MessageHeader header = MessageHeader.of(message);
        String type = file.substring(5, 8);
        boolean ours = type.equals("ADT")
                ? ADT.contains(file.substring(9, 12))
                : OURS.contains(type) && !file.contains("_MDM-T01_");
        boolean applied = outcome.kind() == Kind.APPLIED || outcome.kind() == Kind.REPLAYED && outcome.code() == null;
        counts.merge((ours ? "ours " : "others ") + (applied ? "APPLIED" : outcome.code()), 1, Integer::sum);
        if (!ours) {
            boolean onlyKept = outcome.remarks().toString().contains("NOT_INTERPRETED");
            if (outcome.kind() == Kind.APPLIED && !onlyKept || outcome.kind() == Kind.PARKED) {
                unexpected.add(file + " " + outcome);
            }
        } else if (!header.found()) {
            notReadable.add(file);
        } else if (outcome.code() == Code.UNKNOWN_PATIENT && outcome.detail().contains("names no")) {
            namesNobody.add(file);
        } else if (!applied && outcome.code() == NOT_APPLIED.get(file.substring(0, 4))) {
            notApplied.add(file.substring(0, 4));
        } else if (!applied) {
            unexpected.add(file + " " + outcome.code() + " " + outcome.detail());
        } else if (type.startsWith("O")) {
            assertEquals(values(message), valuesKept(outcome), file);
        }
    }

    private static long values(byte[] message) {
        return lines(message).stream()
                .filter(line -> new String(line, StandardCharsets.ISO_8859_1).startsWith("OBX"))
                .count();
    }

    private long valuesKept(Outcome outcome) {
        return house.database
                .first(
                        "select observations_out as n from inbound where id = ?",
                        row -> row.integer("n"),
                        outcome.inboundId())
                .orElseThrow();
    }

    private Outcome receive(byte[] message) throws Exception {
        return inbox.receive(translator.read(message, "his", "192.0.2.1:4000", house))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** There is an answer with the right letter, and the stored message has the bytes that were sent. */
    private void kept(byte[] message, Outcome outcome) {
        assertNotNull(outcome.inboundId());
        String answer = new String(outcome.answer(), StandardCharsets.ISO_8859_1);
        char separator = MessageHeader.of(message).delimiters().field();
        boolean refused =
                outcome.code() != null && outcome.code().acknowledgement().equals("AR");
        assertTrue(answer.startsWith("MSH") && answer.contains("MSA" + separator + (refused ? "AR" : "AA")), answer);
        IntakeStore.Kept kept = house.intake.kept(outcome.inboundId()).orElseThrow();
        assertArrayEquals(message, kept.body() != null ? kept.body() : house.blobs.get(kept.bodySha256()));
    }

    /** An A28 with each PID of the message, in its own separators and bytes. */
    private void announcePatients(byte[] message) throws Exception {
        MessageHeader header = MessageHeader.of(message);
        if (!header.found()) {
            return;
        }
        int n = 0;
        for (byte[] pid : lines(message)) {
            if (pid.length > 4 && new String(pid, 0, 3, StandardCharsets.ISO_8859_1).equals("PID")) {
                String f = String.valueOf(header.delimiters().field());
                String msh =
                        "MSH" + f + header.field(2) + f + "SAMPLES" + f + f + f + f + "19700101000000" + f + f + "ADT"
                                + header.delimiters().component() + "A28" + f + "A28-" + ++n + f + "P" + f + "2.5" + f
                                + f + f + f + f
                                + f + header.field(18) + "\r";
                var announcement = new ByteArrayOutputStream();
                announcement.writeBytes(msh.getBytes(StandardCharsets.ISO_8859_1));
                announcement.writeBytes(pid);
                receive(announcement.toByteArray());
            }
        }
    }

    private static List<byte[]> lines(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }
}
