package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.emr.api.demo.RelativeTimes.Form;

/**
 * The sample hospital: its organization, and the messages its systems send, with all times counted from one anchor. The
 * same anchor gives the same bytes for ever, so feeding twice changes nothing. Every person in it is invented.
 */
public final class SampleHospital {
    /** Where the data stands on the class path. */
    public static final String FOLDER = "sample/";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Hospital hospital;
    private final RelativeTimes times;

    private SampleHospital(Hospital hospital, RelativeTimes times) {
        this.hospital = hospital;
        this.times = times;
    }

    /**
     * One HL7 message ready to be framed: segments end with CR, text is to be sent as UTF-8.
     *
     * @param observations OBX segments in it
     */
    public record Message(String file, String controlId, String type, String text, int observations) {}

    /** A study with its series, each a DICOM JSON data set (PS3.18 annex F). */
    public record Study(JsonNode study, List<JsonNode> series) {}

    /** Items of one source, one JSON object each, in the order they must be sent. */
    public record Notices(Hospital.Sender source, List<String> items) {}

    /** Reads the organization only: what a server sets up before anything is fed. */
    public static Hospital organization() {
        try {
            return JSON.readValue(bytes("hospital.json"), Hospital.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param anchor the moment all times are counted from; keep it with the data it was fed into */
    public static SampleHospital at(Instant anchor) {
        return new SampleHospital(organization(), new RelativeTimes(anchor));
    }

    public Hospital hospital() {
        return hospital;
    }

    /** The messages of one file of the feed, in order. */
    public List<Message> messages(String file) {
        List<Message> messages = new ArrayList<>();
        for (String block : text(file).split("\n\\s*\n")) {
            String segments = block.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .reduce("", (all, line) -> all + line + "\r");
            if (!segments.isEmpty()) {
                messages.add(message(file, times.render(segments, Form.COMPACT)));
            }
        }
        return List.copyOf(messages);
    }

    private static Message message(String file, String text) {
        String[] msh = text.substring(0, text.indexOf('\r')).split("\\|", -1);
        int observations =
                (int) text.lines().filter(line -> line.startsWith("OBX|")).count();
        String[] type = msh[8].split("\\^");
        return new Message(file, msh[9], type[0] + "^" + type[1], text, observations);
    }

    public List<Notices> notices() {
        return hospital.feed().notices().stream()
                .map(n -> new Notices(
                        hospital.source(n.source()),
                        times.render(text(n.file()), Form.ISO)
                                .lines()
                                .filter(line -> !line.isBlank())
                                .toList()))
                .toList();
    }

    /** Visits as the insurance claims of the hospital tell them, see {@link ClaimText}. */
    public List<SampleClaim> claims() {
        List<SampleClaim> claims = new ArrayList<>();
        for (String visit : times.render(text(hospital.feed().claims().file()), Form.COMPACT)
                .split("\n\\s*\n")) {
            List<String> lines = visit.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            if (!lines.isEmpty()) {
                Map<String, String> words = words(lines.getFirst());
                claims.add(new ClaimText(words, time(words.get("VAO")), time(words.get("RA")))
                        .claim(lines.subList(1, lines.size()), words.get("HUONG")));
            }
        }
        return claims;
    }

    private static Map<String, String> words(String line) {
        Map<String, String> words = new HashMap<>();
        for (String word : line.split(" \\| ")) {
            words.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return words;
    }

    private static LocalDateTime time(String compact) {
        return LocalDateTime.parse(compact, DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
    }

    /** What local codes mean, as CSV of the mapping route. */
    public String codes() {
        return text(hospital.feed().codes().file());
    }

    /** What people do with record folders. */
    public JsonNode folders() {
        return json(hospital.feed().folders());
    }

    /** Requests for records, and what people did with them. */
    public JsonNode requests() {
        return json(hospital.feed().requests().file());
    }

    private static JsonNode json(String file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Study> studies() {
        return hospital.feed().imaging().stream().flatMap(this::studies).toList();
    }

    private Stream<Study> studies(String file) {
        try {
            List<Study> studies = new ArrayList<>();
            for (JsonNode one : JSON.readTree(times.render(text(file), Form.COMPACT))) {
                List<JsonNode> series = new ArrayList<>();
                one.get("series").forEach(series::add);
                studies.add(new Study(one.get("study"), List.copyOf(series)));
            }
            return studies.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 over all data files as they stand, before times are written out: changes when the sample changes. */
    public String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            Hospital.Feed feed = hospital.feed();
            sha256.update(bytes("hospital.json"));
            Stream.of(feed.his(), feed.lis(), feed.imaging())
                    .flatMap(List::stream)
                    .forEach(f -> sha256.update(bytes(f)));
            feed.notices().forEach(n -> sha256.update(bytes(n.file())));
            sha256.update(bytes(feed.claims().file()));
            sha256.update(bytes(feed.codes().file()));
            sha256.update(bytes(feed.folders()));
            sha256.update(bytes(feed.requests().file()));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = SampleHospital.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("sample file is missing: " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
