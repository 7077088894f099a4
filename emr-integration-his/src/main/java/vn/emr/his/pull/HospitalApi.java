package vn.emr.his.pull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLException;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.his.NoticeTranslator;

/**
 * The HTTP interface of a hospital's system, asked by GET. It goes to the address of the source's settings only: no redirect,
 * no proxy, no address out of an answer; numbers go into the path percent-encoded. What is answered has limits of size, time
 * and depth, and is never quoted.
 */
final class HospitalApi {
    private static final JsonMapper JSON = json();

    private final PullSettings settings;
    private final OutgoingHttp http;
    private final Duration timeLimit;

    HospitalApi(PullSettings settings, OutgoingHttp http, Duration timeLimit) {
        this.settings = settings;
        this.http = http;
        this.timeLimit = timeLimit;
    }

    private static JsonMapper json() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        mapper.getFactory().setStreamReadConstraints(NoticeTranslator.CONSTRAINTS);
        return mapper;
    }

    /**
     * What is answered; missing when there is no such thing.
     *
     * @param path of a mapping, with places in braces
     * @param values of the places
     */
    JsonNode ask(String path, Map<String, String> values) throws PullTrouble, InterruptedException {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace(
                    "{" + value.getKey() + "}",
                    URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8).replace("+", "%20"));
        }
        URI address = URI.create(settings.api() + filled);
        if (!settings.api().getRawAuthority().equals(address.getRawAuthority())) {
            throw new PullTrouble("Đường dẫn của tệp ánh xạ dẫn tới máy khác nên không hỏi", false);
        }
        HttpResponse<byte[]> answer = send(request(address));
        int status = answer.statusCode();
        return switch (status) {
            case 200 -> read(answer.body());
            case 204, 404 -> MissingNode.getInstance();
            case 401, 403 ->
                throw new PullTrouble("HTTP " + status + ": HIS từ chối tài khoản hoặc bearer đã khai báo", true);
            default ->
                throw new PullTrouble(
                        status / 100 == 3
                                ? "HIS trả lời chuyển hướng (HTTP " + status
                                        + "): không đi theo, hãy khai báo đúng địa chỉ"
                                : "HIS trả lời HTTP " + status,
                        status == 429 || status >= 500);
        };
    }

    private HttpRequest request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .GET();
        if (settings.bearer() != null) {
            request.header("Authorization", "Bearer " + settings.bearer());
        } else if (settings.user() != null) {
            String pair = settings.user() + ":" + (settings.password() == null ? "" : settings.password());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws PullTrouble, InterruptedException {
        try {
            return http.ask(request, NoticeTranslator.SIZE_LIMIT, timeLimit);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private PullTrouble trouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case OutgoingHttp.TooLong e -> {
                    return new PullTrouble(
                            "HIS trả lời dài quá " + (NoticeTranslator.SIZE_LIMIT >> 20) + " MiB", false);
                }
                case SSLException e -> {
                    return new PullTrouble("Không lập được TLS với HIS: chứng thư không được máy này tin", true);
                }
                case HttpTimeoutException e -> {
                    return tooSlow();
                }
                case ConnectException e -> {
                    return new PullTrouble("Không kết nối được tới HIS", true);
                }
                default -> {}
            }
        }
        return new PullTrouble("Kết nối tới HIS bị ngắt", true);
    }

    private PullTrouble tooSlow() {
        return new PullTrouble("HIS không trả lời xong trong " + timeLimit.toSeconds() + " giây", true);
    }

    private static JsonNode read(byte[] body) throws PullTrouble {
        try {
            JsonNode answer = body.length == 0 ? null : JSON.readTree(body);
            return answer == null ? MissingNode.getInstance() : answer;
        } catch (IOException | NumberFormatException e) {
            throw new PullTrouble("HIS trả lời không phải JSON", false);
        }
    }
}
