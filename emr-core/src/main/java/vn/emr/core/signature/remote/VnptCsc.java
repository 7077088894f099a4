package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.Outcome.Refused;
import vn.emr.core.signature.remote.Outcome.Waiting;
import vn.emr.core.signature.remote.ServiceHttp.Answer;

/**
 * VNPT SmartCA by its interface like that of the Cloud Signature Consortium: a token of the person, who gave the password, one
 * transaction for up to fifty hashes, which is asked until it has an end.
 */
final class VnptCsc implements RemoteSigner {
    private static final int OK = 200;
    private static final int TRANSACTION_EXPIRED = 62_002;
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final ProviderSettings settings;
    private final ServiceHttp service;
    private final Clock clock;
    private final UnaryOperator<String> passwordOf;
    private final Tokens tokens = new Tokens(this::signIn);

    VnptCsc(ProviderSettings settings, ServiceHttp service, Clock clock, UnaryOperator<String> passwordOf) {
        this.settings = settings;
        this.service = service;
        this.clock = clock;
        this.passwordOf = passwordOf;
    }

    private String signIn(String userId) {
        String password = passwordOf.apply(userId);
        if (password == null) {
            throw new Refusal(Code.NOT_APPLICABLE, "the password of the person at the signing service is not known");
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", settings.client());
        form.put("client_secret", settings.password());
        form.put("username", userId);
        form.put("password", password);
        form.put("scope", "sign offline_access");
        Answer answer = service.postForm("/auth/token", form);
        if (answer.status() != OK) {
            // RFC 6749 section 5.2 answers wrong passwords and accounts with 400.
            throw ServiceHttp.refused(answer.status() == 400 ? 401 : answer.status());
        }
        return ServiceHttp.token(answer.body().path("access_token"));
    }

    @Override
    public List<Credential> credentials(String userId) {
        Request.mustBeUserId(userId);
        List<Credential> found = new ArrayList<>();
        for (JsonNode id : content(ask(userId, "/csc/credentials/list", ServiceHttp.object()))) {
            if (found.size() == GivenCertificates.MOST) {
                break;
            }
            String name = ServiceHttp.name(id);
            ObjectNode body = ServiceHttp.object()
                    .put("credentialId", name)
                    .put("certificates", "chain")
                    .put("certInfo", true)
                    .put("authInfo", true);
            JsonNode said = content(ask(userId, "/csc/credentials/info", body));
            GivenCertificates.credential(name, said.path("cert").path("certificates"), settings.algorithm())
                    .ifPresent(found::add);
        }
        return found;
    }

    @Override
    public Begun begin(Request request) {
        Request.must(clock.instant().isBefore(request.expiresAt()), "the request has expired");
        ObjectNode body = ServiceHttp.object()
                .put("credentialId", request.credential().id())
                .put("refTranId", request.id().toString())
                .put("description", request.description());
        if (settings.notifyAddress() != null) {
            body.put("notifyUrl", settings.notifyAddress().toString());
        }
        ArrayNode data = body.putArray("datas");
        for (Hash hash : request.hashes()) {
            data.addObject()
                    .put("name", name(hash))
                    .put("hash", Base64.getEncoder().encodeToString(hash.digest()));
        }
        JsonNode content = content(ask(request.userId(), "/csc/signature/signhash", body));
        return new Begun(request, List.of(ServiceHttp.name(content.path("tranId"))));
    }

    @Override
    public Outcome ask(Begun begun) {
        Request request = begun.request();
        Request.must(begun.transactions().size() == 1, "this was not begun here");
        ObjectNode body =
                ServiceHttp.object().put("tranId", begun.transactions().getFirst());
        Answer answer = ask(request.userId(), "/csc/credentials/gettraninfo", body);
        if (answer.status() == OK && answer.body().path("code").asInt(0) == TRANSACTION_EXPIRED) {
            return new Expired();
        }
        JsonNode content = content(answer);
        return switch (content.path("tranStatus").asInt(0)) {
            case 1 -> signed(request, content.path("documents"));
            case 4000 -> clock.instant().isBefore(request.expiresAt()) ? new Waiting() : new Expired();
            case 4001 -> new Expired();
            case 4002 -> new Refused();
            case 4003 -> new Failed("AUTHORIZE_KEY_FAILED");
            case 4004 -> new Failed("SIGN_FAILED");
            default -> throw ServiceHttp.unreadable();
        };
    }

    private static Outcome signed(Request request, JsonNode documents) {
        SignatureValues values = new SignatureValues();
        for (JsonNode one : documents) {
            values.add(one.path("name").textValue(), one.path("sig"));
        }
        return values.judge(
                request.credential(),
                request.hashes(),
                request.hashes().stream().map(VnptCsc::name).toList());
    }

    @Override
    public String transactionOf(byte[] webhookBody) {
        JsonNode said = ServiceHttp.read(webhookBody);
        JsonNode content = said.path("content").isObject() ? said.path("content") : said;
        String id = content.path("refTranId").asText("");
        return id.matches(UUID_FORM) ? id : null;
    }

    @Override
    public void close() {
        // Nothing is under way between two questions.
    }

    private Answer ask(String userId, String path, ObjectNode body) {
        return tokens.with(userId, token -> service.post(path, body, token));
    }

    /** @throws Refusal by its status, or NOT_APPLICABLE by a code of the table in the documentation, when it is no success */
    private static JsonNode content(Answer answer) {
        if (answer.status() != OK) {
            throw ServiceHttp.refused(answer.status());
        }
        int code = answer.body().path("code").asInt(-1);
        if (code != 0) {
            // 60000 to 64999 are about credentials, transactions and data; what else there may be is not said.
            throw ServiceHttp.refused(code / 1_000 >= 60 && code / 1_000 <= 64 ? 400 : 503);
        }
        return answer.body().path("content");
    }

    /** The phone shows it, and the answer is read by it. */
    private static String name(Hash hash) {
        return hash.documentId() + " " + hash.words();
    }
}
