package vn.emr.api.gate;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Open;
import vn.emr.core.access.OwnSessions;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Profiles;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Sessions;

/** Signing in and out, and what a person may know and change about themselves. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
public class SessionResource {
    /** User name and password as typed. */
    public record Credentials(String username, String password) {}

    /** Why the system is needed outside the hours of one's roles. */
    public record Emergency(String reason) {}

    /**
     * Where a person is signed in, the newest first.
     *
     * @param current the session that asks
     */
    public record Signed(UUID current, List<OwnSessions.Living> sessions) {}

    /** @param id of one session; null: all but this one */
    public record Ending(UUID id) {}

    /** The current password and the next one. */
    public record PasswordChange(String current, String next) {}

    /**
     * @param csrfToken for the header X-CSRF-Token of every change
     * @param expiresInSeconds when to renew at the latest
     */
    public record SignedIn(String csrfToken, long expiresInSeconds, Profiles.Profile me) {}

    private final Sessions sessions;
    private final OwnSessions own;
    private final Profiles profiles;
    private final Tokens tokens;
    private final Asking asking;
    private final RoutingContext context;

    @Inject
    SessionResource(
            Sessions sessions,
            OwnSessions own,
            Profiles profiles,
            Tokens tokens,
            Asking asking,
            RoutingContext context) {
        this.sessions = sessions;
        this.own = own;
        this.profiles = profiles;
        this.tokens = tokens;
        this.asking = asking;
        this.context = context;
    }

    @POST
    @Path("/session")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SIGN_IN)
    @Open
    @Operation(
            summary = "Đăng nhập — sign in",
            description = "Sets the session cookies and returns the CSRF token. Five wrong passwords lock the account"
                    + " for twelve hours. Năm lần sai mật khẩu sẽ khóa tài khoản 12 giờ. Where me.hold is SECOND_FACTOR the code"
                    + " follows at POST /session/factor.")
    public Response signIn(Credentials credentials) {
        if (credentials == null || credentials.username() == null || credentials.password() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "user name and password", "/username", "/password");
        }
        if (credentials.username().indexOf('\0') >= 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "not a user name", "/username");
        }
        return answer(sessions.signIn(
                credentials.username().strip(),
                credentials.password(),
                asking.address(),
                asking.device(),
                asking.requestId()));
    }

    @POST
    @Path("/session/refresh")
    @Open
    @Operation(
            summary = "Gia hạn phiên — renew the session",
            description = "Takes the refresh cookie, which is thereby used up. Counts as an act of the person; it does"
                    + " not reach beyond 15 idle minutes or 12 hours.")
    public Response refresh(@CookieParam(Cookies.REFRESH) String refreshKey) {
        if (refreshKey == null || refreshKey.isEmpty()) {
            throw new Refusal(Code.NOT_SIGNED_IN, "no session to renew");
        }
        return answer(sessions.refresh(refreshKey, asking.address(), asking.requestId()));
    }

    @DELETE
    @Path("/session")
    @Open
    @Operation(
            summary = "Đăng xuất — sign out",
            description = "Ends the session of the cookies or the token; without one it does nothing.")
    public Response signOut(@CookieParam(Cookies.REFRESH) String refreshKey) {
        asking.identify().filter(c -> !c.isSource()).ifPresent(sessions::signOut);
        if (refreshKey != null && !refreshKey.isEmpty()) {
            sessions.signOut(refreshKey, asking.address(), asking.device(), asking.requestId());
        }
        return Response.noContent().cookie(Cookies.none(secure())).build();
    }

    @GET
    @Path("/me")
    @Requires({})
    @Operation(
            summary = "Tôi là ai — who am I",
            description = "The signed-in person: role, facility, departments and rights. Sources get 403.")
    public Profiles.Profile me() {
        return profiles.of(asking.person());
    }

    @PUT
    @Path("/me/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Đổi mật khẩu — change the password",
            description =
                    "As good as the profile in force asks (me.password). Every other session of the account ends.")
    public Response password(PasswordChange change) {
        Caller person = asking.person();
        if (change == null || change.current() == null || change.next() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "current and next password", "/current", "/next");
        }
        sessions.changePassword(person, change.current(), change.next());
        return Response.noContent().build();
    }

    @GET
    @Path("/me/sessions")
    @Requires({})
    @Operation(
            summary = "Phiên của tôi — my sessions",
            description = "From where, since when, last act; and which asks.")
    public Signed own() {
        Caller person = asking.person();
        return new Signed(person.sessionId(), own.list(person));
    }

    @POST
    @Path("/me/sessions/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Kết thúc phiên khác — end my other sessions",
            description = "One by its id, or all but this one; within 5 seconds. Tells how many.")
    public Map<String, Integer> end(Ending ending) {
        return Map.of("ended", own.end(asking.person(), ending == null ? null : ending.id()));
    }

    @POST
    @Path("/me/emergency")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({})
    @Operation(
            summary = "Dùng khẩn cấp ngoài giờ — use in an emergency",
            description = "For a person none of whose roles counts at this hour: with a reason the roles count for four"
                    + " hours in this session. Every use is looked through afterwards.")
    public Response emergency(Emergency emergency) {
        sessions.declareEmergency(asking.person(), emergency == null ? null : emergency.reason());
        return Response.noContent().build();
    }

    private Response answer(Sessions.SignedIn in) {
        Duration rest = Duration.between(Instant.now(), in.endsAt());
        return Response.ok(new SignedIn(in.csrfToken(), Tokens.LIFE.toSeconds(), profiles.of(in.caller())))
                .cookie(
                        Cookies.access(tokens.of(in.caller()), secure()),
                        Cookies.refresh(in.refreshKey(), rest, secure()))
                .build();
    }

    private boolean secure() {
        return "https".equals(context.request().scheme());
    }
}
