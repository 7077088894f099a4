package vn.emr.api.gate;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Open;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.access.Sessions;
import vn.emr.core.access.SourceKeys;

/**
 * Stands before every route, before its body is read: who asks, how often, and may they use this route at all. Which patient they may
 * read is asked of the access room by the route itself.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
class Gate implements ContainerRequestFilter {
    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CSRF = "X-CSRF-Token";

    @Context
    ResourceInfo route;

    @Inject
    Asking asking;

    @Inject
    Sessions sessions;

    @Inject
    SourceKeys sourceKeys;

    @Inject
    Access access;

    @Inject
    Pace pace;

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            judge(request);
        } catch (Refusal | Pace.TooOften refused) {
            asking.leaveBodyUnread();
            throw refused;
        }
    }

    private void judge(ContainerRequestContext request) {
        notFromAnotherSite(request);
        Method method = route.getResourceMethod();
        Pace.Of what = method.isAnnotationPresent(Paced.class)
                ? method.getAnnotation(Paced.class).value()
                : Pace.Of.ANYTHING;
        countAddress(what);
        if (method.isAnnotationPresent(Open.class)) {
            return;
        }
        Requires requires = required(method).orElseThrow(() -> {
            LOG.errorf("route %s declares no right", method);
            return new Refusal(Code.FORBIDDEN, "this route is closed");
        });
        Caller caller = asking.identify().orElseThrow(() -> new Refusal(Code.NOT_SIGNED_IN, "sign-in needed"));
        countAccount(what, caller);
        boolean changes = !SAFE.contains(request.getMethod());
        if (changes && asking.byCookie() && !sessions.csrfFits(caller.sessionId(), request.getHeaderString(CSRF))) {
            throw access.refuse(caller, route(method), "the CSRF header does not belong to this session");
        }
        mayUse(caller, requires.value(), method);
        asking.letIn(caller);
    }

    /** Its own, or that of an annotation which several routes share. */
    private static Optional<Requires> required(Method method) {
        return Stream.concat(
                        Stream.of(method),
                        Arrays.stream(method.getAnnotations()).map(Annotation::annotationType))
                .map(carrier -> carrier.getAnnotation(Requires.class))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Sending systems have turns of their own, and their wrong keys are counted where they are looked up. */
    private void countAddress(Pace.Of what) {
        if (!asking.showsKey()) {
            pace.address(what.general(), asking.address(), asking.device(), asking.requestId());
            if (what != what.general()) {
                pace.address(what, asking.address(), asking.device(), asking.requestId());
            }
        }
    }

    private void countAccount(Pace.Of what, Caller caller) {
        if (!caller.isSource()) {
            pace.account(what.general(), caller);
            if (what != what.general()) {
                pace.account(what, caller);
            }
        }
    }

    private void mayUse(Caller caller, Right[] rights, Method method) {
        if (rights.length == 0) {
            return;
        }
        if (caller.hold() != null) {
            throw access.refuse(caller, route(method), caller.hold().refusal());
        }
        if (caller.isSource() && Arrays.stream(rights).noneMatch(caller::may)) {
            sourceKeys.tooNarrow(caller);
        }
        access.require(caller, route(method), null, rights);
    }

    private static String route(Method method) {
        return "ROUTE " + method.getName();
    }

    /** Browsers say where a request comes from; programs do not send this header. */
    private static void notFromAnotherSite(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
        if (foreign && !SAFE.contains(request.getMethod())) {
            throw new Refusal(Code.FORBIDDEN, "changes from another site are refused");
        }
    }
}
