package vn.emr.his;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.organization.Source;

/**
 * Requests with a key of their sender: the same body again gets the same answer and nothing is judged twice. An answer that
 * asks to send again (429, 503) is not kept, so the repeat goes on.
 */
@ApplicationScoped
public class KeyedRequests {
    /** Takes the body of a request and says what became of it. */
    @FunctionalInterface
    public interface Taking {
        Handover.Answered take(InputStream body) throws IOException;
    }

    /** @param replayed whether it was given before, to the same key and body */
    public record Keyed(int status, byte[] text, boolean replayed) {
        /** The same as an HTTP answer. */
        public Response response() {
            Response.ResponseBuilder response =
                    Response.status(status).type(MediaType.APPLICATION_JSON).entity(text);
            if (replayed) {
                response.header("Idempotency-Replayed", "true");
            }
            boolean later = status == 503 || status == 429;
            return (later ? response.header(HttpHeaders.RETRY_AFTER, 5) : response).build();
        }
    }

    private final RequestKeys keys;
    private final ObjectMapper json;

    @Inject
    public KeyedRequests(RequestKeys keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /**
     * Takes a request, or answers it as before.
     *
     * @param key as sent; null when the sender gave none
     * @throws Refusal UNDER_WAY, KEY_REUSED when the key was answered for another body, INVALID_REQUEST when it is no key
     */
    public Keyed answer(Source source, String key, InputStream body, Taking taking) throws IOException {
        if (key == null) {
            Handover.Answered answered = taking.take(body);
            return new Keyed(answered.status(), text(answered), false);
        }
        try (RequestKeys.Hold hold = keys.hold(source, key)) {
            DigestInputStream digested = new DigestInputStream(body, CanonicalJson.sha256());
            Optional<RequestKeys.Answer> before = hold.answered();
            if (before.isPresent()) {
                return again(before.get(), digested);
            }
            Handover.Answered answered = taking.take(digested);
            byte[] text = text(answered);
            if (answered.settled()) {
                hold.answer(new RequestKeys.Answer(toTheEnd(digested), answered.status(), text));
            }
            return new Keyed(answered.status(), text, false);
        }
    }

    private static Keyed again(RequestKeys.Answer before, DigestInputStream body) throws IOException {
        if (!Arrays.equals(before.bodySha256(), toTheEnd(body))) {
            throw new Refusal(Code.KEY_REUSED, "this key was answered for another body", "Idempotency-Key");
        }
        return new Keyed(before.status(), before.text(), true);
    }

    /** What the items left of the body belongs to the request too; the server bounds its length. */
    private static byte[] toTheEnd(DigestInputStream body) throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
        return body.getMessageDigest().digest();
    }

    private byte[] text(Handover.Answered answered) throws IOException {
        return json.writeValueAsBytes(Map.of("items", answered.items()));
    }
}
