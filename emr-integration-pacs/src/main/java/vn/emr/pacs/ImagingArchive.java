package vn.emr.pacs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * Asks one archive by QIDO-RS (PS3.18 10.6) for studies and series in DICOM JSON. It goes to the configured host only:
 * no redirect, no proxy, no address out of an answer. Queries hold only characters that need no percent-encoding, because
 * archives are known that do not decode it; the media type asked for is always this one, because archives are known that
 * fall over others.
 */
final class ImagingArchive {
    /** Bytes of one answer: a page of 100 studies has about 200 KiB. */
    private static final int BODY_LIMIT = 32 * 1024 * 1024;

    /** Series of one study; more is no study but a fault of the archive. */
    private static final int SERIES_LIMIT = 2_000;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9./?&=_-]+");

    private final ArchiveSettings settings;
    private final OutgoingHttp http;

    ImagingArchive(ArchiveSettings settings, OutgoingHttp http) {
        this.settings = settings;
        this.http = http;
    }

    /** One page of the studies whose date lies in the window, both days included. */
    List<JsonNode> studies(LocalDate from, LocalDate to, int offset) throws ArchiveTrouble, InterruptedException {
        DateTimeFormatter da = DateTimeFormatter.BASIC_ISO_DATE;
        return ask("/studies?StudyDate=" + da.format(from) + "-" + da.format(to) + "&limit=" + settings.pageSize()
                + "&offset=" + offset
                + fields(Attribute.STUDY_DESCRIPTION, Attribute.ISSUER_OF_PATIENT_ID, Attribute.TIMEZONE_OFFSET));
    }

    /** All series of a study; the archive may answer in as many pages as it likes. */
    List<JsonNode> series(String studyUid) throws ArchiveTrouble, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            List<JsonNode> page = ask("/studies/" + studyUid + "/series?limit=" + settings.pageSize() + "&offset="
                    + all.size() + fields(Attribute.SERIES_DESCRIPTION, Attribute.BODY_PART));
            all.addAll(page);
            if (page.size() < settings.pageSize() || all.size() > SERIES_LIMIT) {
                return all;
            }
        }
    }

    private static String fields(Attribute... attributes) {
        StringBuilder fields = new StringBuilder();
        for (Attribute attribute : attributes) {
            fields.append("&includefield=").append(attribute.tag);
        }
        return fields.toString();
    }

    private List<JsonNode> ask(String resource) throws ArchiveTrouble, InterruptedException {
        if (!PLAIN.matcher(resource).matches()) {
            throw new ArchiveTrouble("Câu hỏi có ký tự phải mã hóa nên không gửi tới kho ảnh");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.base() + resource))
                .header("Accept", "application/dicom+json");
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        HttpResponse<byte[]> response = send(request.build());
        return switch (response.statusCode()) {
            case 200 -> datasets(response.body());
            case 204 -> List.of();
            case 401, 403 ->
                throw new ArchiveTrouble("HTTP " + response.statusCode() + ": kho ảnh từ chối tài khoản đã khai báo");
            default -> throw new ArchiveTrouble("Kho ảnh trả lời HTTP " + response.statusCode());
        };
    }

    /** A connection the archive closed while it lay idle shows only when it is used: asked once more on a new one. */
    private HttpResponse<byte[]> send(HttpRequest request) throws ArchiveTrouble, InterruptedException {
        try {
            return http.ask(request, BODY_LIMIT, settings.timeLimit());
        } catch (IOException e) {
            if (known(e) != null) {
                throw new ArchiveTrouble(known(e));
            }
        }
        try {
            return http.ask(request, BODY_LIMIT, settings.timeLimit());
        } catch (IOException e) {
            throw new ArchiveTrouble(sentence(e));
        }
    }

    private String sentence(Throwable failure) {
        String known = known(failure);
        return known == null ? "Kết nối tới kho ảnh bị ngắt" : known;
    }

    private String known(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OutgoingHttp.TooLong e -> {
                    return "Kho ảnh trả lời dài quá " + BODY_LIMIT / 1024 / 1024 + " MiB";
                }
                case SSLException e -> {
                    return "Không lập được TLS với kho ảnh";
                }
                case HttpTimeoutException e -> {
                    return tooSlow();
                }
                case ConnectException e -> {
                    return "Không kết nối được tới kho ảnh";
                }
                default -> {}
            }
        }
        return null;
    }

    private String tooSlow() {
        return "Kho ảnh không trả lời xong trong " + settings.timeLimit().toSeconds() + " giây";
    }

    private static List<JsonNode> datasets(byte[] body) throws ArchiveTrouble {
        JsonNode array;
        try {
            array = StudyDocument.JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ArchiveTrouble("Kho ảnh trả lời không phải JSON");
        } catch (IOException e) {
            throw new ArchiveTrouble("Kho ảnh trả lời không phải UTF-8");
        }
        if (body.length == 0) {
            return List.of();
        }
        List<JsonNode> datasets = new ArrayList<>();
        if (array == null || !array.isArray()) {
            throw new ArchiveTrouble("Kho ảnh trả lời không phải DICOM JSON");
        }
        for (JsonNode one : array) {
            if (!one.isObject()) {
                throw new ArchiveTrouble("Kho ảnh trả lời không phải DICOM JSON");
            }
            datasets.add(one);
        }
        return datasets;
    }
}
