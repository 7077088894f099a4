package vn.emr.core.signature.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Algorithm;
import vn.emr.core.signature.remote.Outcome.Expired;
import vn.emr.core.signature.remote.Outcome.Failed;
import vn.emr.core.signature.remote.Outcome.Refused;
import vn.emr.core.signature.remote.Outcome.Waiting;
import vn.emr.core.signature.remote.ServiceHttp.Answer;

/**
 * Viettel MySign: the question for the authorization (SAD) is answered only when the person has decided on the phone, and the
 * signatures come as the answer to the next question. Both are asked behind {@link #begin}, so that it returns at once.
 *
 * <p>The service has no transaction that could be asked for later. When this server ends meanwhile the authorization is lost,
 * and nothing is signed: {@link #ask} then says {@link Expired}, and the person is asked again by another request.
 */
final class ViettelMySign implements RemoteSigner {
    private static final int OK = 200;
    private static final String SHA256 = "2.16.840.1.101.3.4.2.1";
    /** Each waits with a connection of its own; a hospital has fewer doctors than this who sign at the same minute. */
    private static final int MOST_UNDER_WAY = 500;
    /** How long an end is remembered for who asks late. */
    private static final Duration REMEMBERED = Duration.ofHours(1);
    /** Longer than any phone is waited for. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private record Work(Request request, Outcome outcome) {
        boolean over(Clock clock) {
            return !clock.instant().isBefore(request.expiresAt().plus(REMEMBERED));
        }
    }

    private final ProviderSettings settings;
    private final ServiceHttp service;
    private final Clock clock;
    private final Tokens tokens = new Tokens(this::signIn);
    private final Map<UUID, Work> works = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ViettelMySign(ProviderSettings settings, ServiceHttp service, Clock clock) {
        this.settings = settings;
        this.service = service;
        this.clock = clock;
    }

    private String signIn(String userId) {
        ObjectNode body = ServiceHttp.object()
                .put("client_id", settings.client())
                .put("client_secret", settings.password())
                .put("user_id", userId)
                .put("profile_id", settings.profile());
        return ServiceHttp.token(ok(service.post("/v1/login", body, null)).path("access_token"));
    }

    @Override
    public List<Credential> credentials(String userId) {
        Request.mustBeUserId(userId);
        ObjectNode whose = ServiceHttp.object().put("userID", userId);
        List<Credential> found = new ArrayList<>();
        for (JsonNode id : ok(ask(userId, "credentials/list", whose)).path("credentialIDs")) {
            if (found.size() == GivenCertificates.MOST) {
                break;
            }
            String name = ServiceHttp.name(id);
            ObjectNode body = ServiceHttp.object()
                    .put("credentialID", name)
                    .put("certificates", "chain")
                    .put("certInfo", true)
                    .put("authInfo", true);
            JsonNode said = ok(ask(userId, "credentials/info", body));
            GivenCertificates.credential(name, said.path("cert").path("certificates"), settings.algorithm())
                    .ifPresent(found::add);
        }
        return found;
    }

    @Override
    public Begun begin(Request request) {
        Request.must(clock.instant().isBefore(request.expiresAt()), "the request has expired");
        works.values().removeIf(work -> work.over(clock));
        if (works.size() >= MOST_UNDER_WAY && !works.containsKey(request.id())) {
            throw new Refusal(Code.OVERLOADED, "too many people are asked to sign at this moment");
        }
        Begun begun = new Begun(request, List.of(request.id().toString()));
        if (works.containsKey(request.id())) {
            return begun;
        }
        // A service that is away is told at once: this question comes before the person is asked.
        ok(ask(request.userId(), "credentials/list", ServiceHttp.object().put("userID", request.userId())));
        if (works.putIfAbsent(request.id(), new Work(request, new Waiting())) == null) {
            start(request);
        }
        return begun;
    }

    private void start(Request request) {
        try {
            threads.submit(() -> {
                Outcome outcome = new Failed(Failed.UNREACHABLE);
                try {
                    outcome = sign(request);
                } finally {
                    // Whatever happened: nobody waits for ever.
                    works.put(request.id(), new Work(request, outcome));
                }
            });
        } catch (RejectedExecutionException closed) {
            works.remove(request.id());
            throw new Refusal(Code.TEMPORARY, "stopping");
        }
    }

    private Outcome sign(Request request) {
        try {
            ObjectNode body = asked(request)
                    .put("numSignatures", request.hashes().size())
                    .put("description", request.description());
            Answer agreed = ask(request.userId(), "credentials/authorize", body, patience(request));
            if (agreed.status() != OK) {
                return ended(agreed);
            }
            Answer signed = ask(
                    request.userId(),
                    "signatures/signHash",
                    asked(request)
                            .put("SAD", ServiceHttp.token(agreed.body().path("SAD")))
                            .put("hashAlgo", SHA256)
                            .put("signAlgo", signAlgorithm(request.credential().algorithm())));
            return signed.status() == OK ? signed(request, signed.body().path("signatures")) : ended(signed);
        } catch (Refusal away) {
            return clock.instant().isBefore(request.expiresAt()) ? new Failed(Failed.UNREACHABLE) : new Expired();
        }
    }

    /** Until the request expires, but as long as for any answer. */
    private Duration patience(Request request) {
        Duration left = Duration.between(clock.instant(), request.expiresAt());
        Duration least = settings.timeLimit();
        return left.compareTo(LONGEST) > 0 ? LONGEST : left.compareTo(least) < 0 ? least : left;
    }

    private static ObjectNode asked(Request request) {
        ObjectNode body =
                ServiceHttp.object().put("credentialID", request.credential().id());
        ArrayNode documents = body.putArray("documents");
        ArrayNode hashes = body.putArray("hash");
        for (Hash hash : request.hashes()) {
            documents.addObject().put("document_id", hash.documentId()).put("document_name", hash.words());
            hashes.add(Base64.getEncoder().encodeToString(hash.digest()));
        }
        return body;
    }

    /** OIDs of RFC 8017 and RFC 5758: rsaEncryption, id-RSASSA-PSS, ecdsa-with-SHA256. */
    private static String signAlgorithm(Algorithm algorithm) {
        return switch (algorithm) {
            case RSA_PKCS1_SHA256 -> "1.2.840.113549.1.1.1";
            case RSA_PSS_SHA256 -> "1.2.840.113549.1.1.10";
            case ECDSA_SHA256 -> "1.2.840.10045.4.3.2";
        };
    }

    /** Values stand in the order of the hashes and have no names. */
    private static Outcome signed(Request request, JsonNode signatures) {
        SignatureValues values = new SignatureValues();
        int position = 0;
        for (JsonNode value : signatures) {
            values.add(Integer.toString(position++), value);
        }
        return values.judge(
                request.credential(),
                request.hashes(),
                IntStream.range(0, request.hashes().size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    /** The words of an error as OAuth 2.0 has them (RFC 6749, RFC 8628), which CSC 1.0 took over. */
    private static Outcome ended(Answer answer) {
        String error = answer.body().path("error").asText("").strip().toLowerCase(Locale.ROOT);
        return switch (error) {
            case "access_denied", "user_rejected" -> new Refused();
            case "expired_token", "timeout" -> new Expired();
            case "" -> new Failed(answer.status() >= 500 ? Failed.UNREACHABLE : "HTTP_" + answer.status());
            default -> Failed.by(error);
        };
    }

    @Override
    public Outcome ask(Begun begun) {
        Work work = works.get(begun.request().id());
        return work == null ? new Expired() : work.outcome();
    }

    /** MySign tells nothing by itself. */
    @Override
    public String transactionOf(byte[] webhookBody) {
        return null;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Answer ask(String userId, String path, ObjectNode body) {
        return ask(userId, path, body, settings.timeLimit());
    }

    private Answer ask(String userId, String path, ObjectNode body, Duration limit) {
        return tokens.with(userId, token -> service.post("/csc/v1/" + path, body, token, limit));
    }

    private static JsonNode ok(Answer answer) {
        if (answer.status() != OK) {
            throw ServiceHttp.refused(answer.status());
        }
        return answer.body();
    }
}
