package vn.emr.api.gate;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Open;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Sessions;
import vn.emr.core.federation.NotSignedIn;
import vn.emr.core.federation.ProviderSignIn;

/** Signing in with the hospital's identity provider. The pages are opened again at the end, signed in or told why not. */
@Path("/api/v1/session/provider")
@Tag(name = "Session")
public class ProviderResource {
    private final ProviderSignIn signIn;
    private final Tokens tokens;
    private final Asking asking;
    private final RoutingContext context;

    @Inject
    ProviderResource(ProviderSignIn signIn, Tokens tokens, Asking asking, RoutingContext context) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.asking = asking;
        this.context = context;
    }

    @GET
    @Paced(Pace.Of.SIGN_IN)
    @Open
    @Operation(
            summary = "Đăng nhập bằng tài khoản bệnh viện — sign in with the hospital's account",
            description =
                    "For browsers: sends to the identity provider of the settings (OpenID Connect, authorization code"
                            + " flow with PKCE). 404 when there is none; where it cannot be reached, back to the pages with"
                            + " ?provider=UNREACHABLE.")
    public Response begin() {
        try {
            ProviderSignIn.Begun begun = signIn.begin(from());
            return Response.seeOther(begun.to())
                    .cookie(Cookies.begun(begun.browserKey(), secure()))
                    .build();
        } catch (NotSignedIn refused) {
            return back(refused);
        }
    }

    @GET
    @Path("/return")
    @Paced(Pace.Of.SIGN_IN)
    @Open
    @Operation(
            summary = "Trở về từ hệ thống định danh — back from the identity provider",
            description =
                    "The one redirect address to be registered there. Sets the session cookies, then opens the pages;"
                            + " refused, with ?provider=CANCELLED, LATE, NOT_VOUCHED, UNREACHABLE, NO_ACCOUNT, OTHER_PERSON,"
                            + " DISABLED or LOCKED.")
    public Response finish(
            @CookieParam(Cookies.BEGUN) String browserKey,
            @QueryParam("code") String code,
            @QueryParam("state") String state,
            @QueryParam("error") String error,
            @QueryParam("iss") String issuer) {
        try {
            Sessions.SignedIn in =
                    signIn.finish(browserKey, new ProviderSignIn.Answer(code, state, error, issuer), from());
            Duration rest = Duration.between(Instant.now(), in.endsAt());
            return Response.seeOther(URI.create("/"))
                    .cookie(
                            Cookies.begun("", secure()),
                            Cookies.access(tokens.of(in.caller()), secure()),
                            Cookies.refresh(in.refreshKey(), rest, secure()))
                    .build();
        } catch (NotSignedIn refused) {
            return back(refused);
        }
    }

    @POST
    @Path("/logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Paced(Pace.Of.SIGN_IN)
    @Open
    @Operation(
            summary = "Hệ thống định danh báo đăng xuất — the provider tells of a sign-out",
            description =
                    "OpenID Connect Back-Channel Logout 1.0: a signed logout_token ends the sessions it names, within 5"
                            + " seconds. 400 for a token that does not hold.")
    public Response signedOut(@FormParam("logout_token") String token) {
        signIn.signedOut(token, from());
        return Response.ok().build();
    }

    private Response back(NotSignedIn refused) {
        return Response.seeOther(URI.create("/?provider=" + refused.why()))
                .cookie(Cookies.begun("", secure()))
                .build();
    }

    private ProviderSignIn.From from() {
        return new ProviderSignIn.From(asking.address(), asking.device(), asking.requestId());
    }

    private boolean secure() {
        return "https".equals(context.request().scheme());
    }
}
