package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The part of DICOMweb a study reference needs, for machines without an image archive: QIDO-RS (PS3.18 section 10.6)
 * at study and series level with limit, offset and the usual matching keys, straight from the sample's DICOM JSON. On
 * the loopback only; holds no pictures.
 */
final class StandInArchive implements StudyArchive {
    private static final int LIMIT = 1000;
    /** Keyword or tag of a matching key, and the attribute it matches (PS3.18 table 10.6.1-5). */
    private static final Map<String, String> KEYS = Map.of(
            "StudyDate", "00080020",
            "AccessionNumber", "00080050",
            "ModalitiesInStudy", "00080061",
            "PatientName", "00100010",
            "PatientID", "00100020",
            "StudyInstanceUID", "0020000D",
            "SeriesInstanceUID", "0020000E",
            "Modality", "00080060");

    private final List<SampleHospital.Study> studies;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final String base;

    /**
     * Starts serving.
     *
     * @param address base of the service, such as {@code http://127.0.0.1:18042/dicom-web}; port 0 takes a free one
     * @throws IOException when the port is taken
     */
    StandInArchive(URI address, List<SampleHospital.Study> studies) throws IOException {
        this.studies = studies.stream()
                .sorted(Comparator.comparing((SampleHospital.Study s) -> DicomWriter.value(s.study(), "00080020"))
                        .thenComparing(s -> DicomWriter.value(s.study(), "0020000D")))
                .toList();
        var loopback = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), address.getPort());
        server = HttpServer.create(loopback, 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort() + address.getPath();
        server.createContext(address.getPath(), this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String base() {
        return base;
    }

    @Override
    public String name() {
        return "DICOMweb mẫu / stand-in (" + base + ")";
    }

    @Override
    public int studies() {
        return studies.size();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI()
                    .getPath()
                    .substring(exchange.getHttpContext().getPath().length());
            Stream<JsonNode> found = "GET".equals(exchange.getRequestMethod()) ? found(path) : null;
            Map<String, String> query = query(exchange.getRequestURI());
            if (found == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!counts(query, "limit") || !counts(query, "offset")) {
                exchange.sendResponseHeaders(400, -1);
            } else {
                byte[] body = page(found, query).toString().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/dicom+json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static boolean counts(Map<String, String> query, String name) {
        return query.getOrDefault(name, "0").matches("\\d{1,6}");
    }

    /** The data sets a path speaks of before matching; null for paths that are not served. */
    private Stream<JsonNode> found(String path) {
        String[] parts = path.split("/");
        if (path.equals("/studies")) {
            return studies.stream().map(s -> linked(s.study(), ""));
        }
        if (path.equals("/series")) {
            return studies.stream().flatMap(StandInArchive::withStudy);
        }
        if (parts.length == 4 && parts[1].equals("studies") && parts[3].equals("series")) {
            return studies.stream()
                    .filter(s -> DicomWriter.value(s.study(), "0020000D").equals(parts[2]))
                    .flatMap(s -> s.series().stream())
                    .map(series -> linked(series, "/series/" + DicomWriter.value(series, "0020000E")));
        }
        return null;
    }

    /** Relational answers repeat the study's attributes with every series. */
    private static Stream<JsonNode> withStudy(SampleHospital.Study study) {
        return study.series().stream().map(series -> {
            ObjectNode both = study.study().deepCopy();
            series.fieldNames().forEachRemaining(tag -> both.set(tag, series.get(tag)));
            return both;
        });
    }

    private JsonNode linked(JsonNode dataSet, String below) {
        ObjectNode copy = dataSet.deepCopy();
        ObjectNode url = copy.putObject("00081190").put("vr", "UR");
        url.putArray("Value").add(base + "/studies/" + DicomWriter.value(dataSet, "0020000D") + below);
        return copy;
    }

    private static ArrayNode page(Stream<JsonNode> found, Map<String, String> query) {
        int limit = Math.min(Integer.parseInt(query.getOrDefault("limit", String.valueOf(LIMIT))), LIMIT);
        int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        found.filter(dataSet -> matches(dataSet, query))
                .skip(offset)
                .limit(limit)
                .forEach(page::add);
        return page;
    }

    private static boolean matches(JsonNode dataSet, Map<String, String> query) {
        return query.entrySet().stream().allMatch(key -> {
            String tag = KEYS.getOrDefault(key.getKey(), KEYS.containsValue(key.getKey()) ? key.getKey() : null);
            return tag == null
                    || key.getValue().isEmpty()
                    || matches(DicomWriter.value(dataSet, tag), key.getValue(), tag.equals("00080020"));
        });
    }

    /** Single value, range (PS3.4 C.2.2.2.5) or wildcard at the end. */
    private static boolean matches(String value, String wanted, boolean date) {
        int dash = wanted.indexOf('-');
        if (date && dash >= 0) {
            String from = wanted.substring(0, dash);
            String to = wanted.substring(dash + 1);
            return (from.isEmpty() || value.compareTo(from) >= 0) && (to.isEmpty() || value.compareTo(to) <= 0);
        }
        return wanted.endsWith("*") ? value.startsWith(wanted.substring(0, wanted.length() - 1)) : value.equals(wanted);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new TreeMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return query;
    }
}
