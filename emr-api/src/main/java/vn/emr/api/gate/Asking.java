package vn.emr.api.gate;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.Secrets;
import vn.emr.core.access.Sessions;
import vn.emr.core.access.SourceKeys;
import vn.emr.core.audit.AuditEvent;

/** Who asks in this request, found from its cookie or its Authorization header. */
@RequestScoped
public class Asking {
    private static final String BEARER = "Bearer ";
    private static final String ACTIVITY = "X-Emr-Activity";
    private static final int SHORT_BODY = 64 * 1024;
    private static final long TIME_TO_READ_MILLIS = 1_000;

    private final RoutingContext context;
    private final Tokens tokens;
    private final Sessions sessions;
    private final SourceKeys sourceKeys;
    private final Access access;
    private Caller caller;

    @Inject
    Asking(RoutingContext context, Tokens tokens, Sessions sessions, SourceKeys sourceKeys, Access access) {
        this.context = context;
        this.tokens = tokens;
        this.sessions = sessions;
        this.sourceKeys = sourceKeys;
        this.access = access;
    }

    /**
     * The caller the gate let in.
     *
     * @throws Refusal NOT_SIGNED_IN on open routes, where nobody was asked
     */
    public Caller caller() {
        if (caller == null) {
            throw new Refusal(Code.NOT_SIGNED_IN, "sign-in needed");
        }
        return caller;
    }

    /** @throws Refusal FORBIDDEN for a sending system; traced */
    Caller person() {
        if (caller().isSource()) {
            throw access.refuse(caller, "SESSION", new Refusal(Code.FORBIDDEN, "for people only"));
        }
        return caller();
    }

    void letIn(Caller who) {
        this.caller = who;
    }

    /** Whoever asks on an open route. */
    public PrintAccess.Visitor visitor() {
        return new PrintAccess.Visitor(identify().orElse(null), address(), device(), requestId());
    }

    /** Where the request came from; behind trusted proxies the address they tell. */
    String address() {
        return context.request().remoteAddress() == null
                ? null
                : context.request().remoteAddress().hostAddress();
    }

    /** What the browser or program calls itself; null when it does not say. */
    String device() {
        return AuditEvent.Actor.device(context.request().getHeader("User-Agent"));
    }

    String requestId() {
        return RequestIds.of(context);
    }

    /** Whether a sending system's key is shown, good or not. */
    boolean showsKey() {
        String authorization = context.request().getHeader("Authorization");
        return authorization != null && authorization.startsWith(BEARER + Secrets.SOURCE_PREFIX);
    }

    boolean byCookie() {
        return context.request().getHeader("Authorization") == null;
    }

    /**
     * Who asks, empty when nobody says so or the session is over.
     *
     * @throws Refusal for a key of a sending system that does not let it in
     */
    Optional<Caller> identify() {
        return named().map(who -> who.at(device()));
    }

    private Optional<Caller> named() {
        String authorization = context.request().getHeader("Authorization");
        if (authorization != null) {
            if (!authorization.startsWith(BEARER)) {
                return Optional.empty();
            }
            String credential = authorization.substring(BEARER.length()).strip();
            return credential.startsWith(Secrets.SOURCE_PREFIX)
                    ? Optional.of(sourceKeys.caller(credential, address(), requestId()))
                    : person(credential);
        }
        var cookie = context.request().getCookie(Cookies.ACCESS);
        return cookie == null ? Optional.empty() : person(cookie.getValue());
    }

    /**
     * Nothing more of a long body is taken from somebody who was refused: the answer goes out, and a moment later, so that it
     * can be read, the connection is closed. A short body is read, and the connection stays.
     */
    void leaveBodyUnread() {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        boolean brief = length == null
                ? request.getHeader("Transfer-Encoding") == null
                : length.matches("\\d{1,9}") && Long.parseLong(length) <= SHORT_BODY;
        if (!brief && !request.isEnded()) {
            request.pause();
            context.response().putHeader("Connection", "close");
            context.vertx()
                    .setTimer(TIME_TO_READ_MILLIS, timer -> request.connection().close());
        }
    }

    private Optional<Caller> person(String token) {
        boolean acted = context.request().getHeader(ACTIVITY) != null;
        return tokens.read(token)
                .flatMap(named -> sessions.caller(named.sessionId(), named.accountId(), acted, address(), requestId()));
    }
}
