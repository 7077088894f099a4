package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.emr.core.Refusal;
import vn.emr.core.signature.remote.Outcome.Done;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.Outcome.Refused;
import vn.emr.core.signature.remote.Outcome.Waiting;

/**
 * VNPT SmartCA by its interface sp769: account and password stand in each question. One call takes ten hashes, so fifty are five
 * transactions, each with an id of its own made from the id of the request and each agreed to on the phone.
 */
final class VnptSp769 implements RemoteSigner {
    private static final int MOST_FILES = 10;
    private static final int OK = 200;
    private static final String CODE = "[A-Za-z0-9_-]{1,100}";
    private static final Pattern TRANSACTION = Pattern.compile("([0-9a-f]{32})-[1-5]");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ProviderSettings settings;
    private final ServiceHttp service;
    private final Clock clock;

    VnptSp769(ProviderSettings settings, ServiceHttp service, Clock clock) {
        this.settings = settings;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public List<Credential> credentials(String userId) {
        Request.mustBeUserId(userId);
        ObjectNode body = account()
                .put("user_id", userId)
                .put("serial_number", "")
                .put("transaction_id", plain(UUID.randomUUID()));
        JsonNode data = data(service.post("/v1/credentials/get_certificate", body, null));
        List<Credential> found = new ArrayList<>();
        for (JsonNode one : data.path("user_certificates")) {
            if (found.size() == GivenCertificates.MOST) {
                break;
            }
            X509Certificate certificate = GivenCertificates.read(one.path("cert_data"));
            JsonNode chain = one.path("chain_data");
            GivenCertificates.credential(
                            ServiceHttp.name(one.path("serial_number")),
                            certificate,
                            GivenCertificates.chain(chain.path("ca_cert"), chain.path("root_cert")),
                            settings.algorithm())
                    .ifPresent(found::add);
        }
        return found;
    }

    @Override
    public Begun begin(Request request) {
        Request.must(clock.instant().isBefore(request.expiresAt()), "the request has expired");
        List<String> transactions = new ArrayList<>();
        for (List<Hash> part : parts(request)) {
            ObjectNode body = account()
                    .put("user_id", request.userId())
                    .put("transaction_id", ours(request, transactions.size()))
                    .put("transaction_desc", request.description())
                    .put("serial_number", request.credential().id())
                    .put("time_stamp", STAMP.format(clock.instant()));
            ArrayNode files = body.putArray("sign_files");
            for (Hash hash : part) {
                files.addObject()
                        .put("doc_id", hash.documentId())
                        .put("file_type", "pdf")
                        .put("sign_type", "hash")
                        .put("data_to_be_signed", HexFormat.of().formatHex(hash.digest()));
            }
            transactions.add(begun(service.post("/v1/signatures/sign", body, null), body));
        }
        return new Begun(request, transactions);
    }

    /**
     * What the service calls the transaction. Its documentation wants ids that are unique, and does not say whether a repeated one
     * is the same transaction or a fault; a fault is no reason to refuse when the transaction is there under our id.
     */
    private String begun(ServiceHttp.Answer answer, ObjectNode asked) {
        String ours = asked.path("transaction_id").textValue();
        if (unknown(answer)) {
            ServiceHttp.Answer there = status(ours);
            if (!unknown(there)) {
                data(there);
                return ours;
            }
        }
        return code(data(answer).path("tran_code"));
    }

    @Override
    public Outcome ask(Begun begun) {
        List<List<Hash>> parts = parts(begun.request());
        Request.must(begun.transactions().size() == parts.size(), "this was not begun here");
        Map<String, byte[]> values = new HashMap<>();
        boolean waiting = false;
        for (int i = 0; i < parts.size(); i++) {
            switch (ask(begun, i, parts.get(i))) {
                case Done done -> values.putAll(done.values());
                case Waiting none -> waiting = true;
                case Outcome end -> {
                    return end;
                }
            }
        }
        if (!waiting) {
            return new Done(values);
        }
        return clock.instant().isBefore(begun.request().expiresAt()) ? new Waiting() : new Expired();
    }

    private Outcome ask(Begun begun, int position, List<Hash> part) {
        String theirs = begun.transactions().get(position);
        Request.must(theirs.matches(CODE), "this was not begun here");
        ServiceHttp.Answer answer = status(theirs);
        if (unknown(answer)) {
            // The documentation asks by the code of the service, samples of the same maker by the id that we gave.
            ServiceHttp.Answer byOurs = status(ours(begun.request(), position));
            answer = unknown(byOurs) ? answer : byOurs;
        }
        JsonNode signatures = answer.body().path("data").path("signatures");
        if (answer.status() == OK && signatures.isArray() && !signatures.isEmpty()) {
            SignatureValues values = new SignatureValues();
            for (JsonNode one : signatures) {
                values.add(one.path("doc_id").textValue(), one.path("signature_value"));
            }
            return values.judge(
                    begun.request().credential(),
                    part,
                    part.stream().map(Hash::documentId).toList());
        }
        return without(answer);
    }

    private ServiceHttp.Answer status(String transaction) {
        return service.post("/v1/signatures/sign/" + transaction + "/status", account(), null);
    }

    /** Whether it says that there is no such thing, or that it does not take the question. */
    private static boolean unknown(ServiceHttp.Answer answer) {
        int status = status(answer);
        return status == 400 || status == 404 || status == 409;
    }

    private static int status(ServiceHttp.Answer answer) {
        return answer.status() == OK ? answer.body().path("status_code").asInt(0) : answer.status();
    }

    /** The documentation names the words of a success and of waiting only; those of other ends are of the same family. */
    private static Outcome without(ServiceHttp.Answer answer) {
        if (!unknown(answer)) {
            // An account or a certificate can be expired or rejected too, which says nothing of the transaction.
            data(answer);
        }
        String words = answer.body().path("message").asText("").strip().toUpperCase(Locale.ROOT);
        if (words.contains("REJECT")) {
            return new Refused();
        }
        if (words.contains("EXPIRE")) {
            return new Expired();
        }
        if (words.matches("(AUTHORIZE_KEY|SIGN)_FAILED")) {
            return Failed.by(words);
        }
        data(answer);
        return new Waiting();
    }

    @Override
    public String transactionOf(byte[] webhookBody) {
        JsonNode said = ServiceHttp.read(webhookBody);
        Matcher ours = TRANSACTION.matcher(said.path("transaction_id").asText(""));
        if (!settings.client().equals(said.path("sp_id").asText("")) || !ours.matches()) {
            return null;
        }
        String id = ours.group(1);
        return String.join(
                "-",
                id.substring(0, 8),
                id.substring(8, 12),
                id.substring(12, 16),
                id.substring(16, 20),
                id.substring(20));
    }

    @Override
    public void close() {
        // Nothing is under way between two questions.
    }

    private ObjectNode account() {
        return ServiceHttp.object().put("sp_id", settings.client()).put("sp_password", settings.password());
    }

    /** @throws Refusal by its status when it is no success */
    private static JsonNode data(ServiceHttp.Answer answer) {
        if (status(answer) != OK) {
            throw ServiceHttp.refused(status(answer));
        }
        return answer.body().path("data");
    }

    /** It becomes part of a path. */
    private static String code(JsonNode value) {
        String code = ServiceHttp.name(value);
        if (!code.matches(CODE)) {
            throw ServiceHttp.unreadable();
        }
        return code;
    }

    private static List<List<Hash>> parts(Request request) {
        List<List<Hash>> parts = new ArrayList<>();
        for (int from = 0; from < request.hashes().size(); from += MOST_FILES) {
            int to = Math.min(from + MOST_FILES, request.hashes().size());
            parts.add(request.hashes().subList(from, to));
        }
        return parts;
    }

    private static String ours(Request request, int position) {
        return plain(request.id()) + "-" + (position + 1);
    }

    private static String plain(UUID id) {
        return id.toString().replace("-", "");
    }
}
