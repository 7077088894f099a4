package vn.emr.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import vn.emr.api.gate.RequestIds;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Unforeseen;
import vn.emr.core.access.Pace;
import vn.emr.core.store.StoreFault;
import vn.emr.core.store.VersionConflict;

/** From every exception a request can end in to its problem. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** A caller who was told "later" should wait this long. */
    private static final int RETRY_SECONDS = 5;

    private final RoutingContext context;

    @Inject
    ProblemMappers(RoutingContext context) {
        this.context = context;
    }

    @ServerExceptionMapper
    Response refusal(Refusal refusal) {
        return answer(refusal.code(), refusal.code().httpStatus(), refusal.getMessage(), refusal.fields());
    }

    @ServerExceptionMapper
    Response tooOften(Pace.TooOften refused) {
        Response problem = answer(Code.TOO_OFTEN, 429, refused.getMessage());
        return Response.fromResponse(problem)
                .header(HttpHeaders.RETRY_AFTER, null)
                .header(HttpHeaders.RETRY_AFTER, refused.seconds())
                .build();
    }

    /** Framework refusals: their own words may name classes and paths, so only the status is kept. */
    @ServerExceptionMapper
    Response framework(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        int status = failure.getResponse().getStatus();
        return switch (status) {
            case 404 -> answer(Code.NOT_FOUND, 404, "no such address");
            case 405 -> withAllow(failure, answer(Code.INVALID_REQUEST, 405, "method not allowed here"));
            case 406 -> answer(Code.INVALID_REQUEST, 406, "no such representation");
            case 413 -> answer(Code.TOO_LARGE, 413, "body over the limit");
            case 415 -> answer(Code.WRONG_MEDIA_TYPE, 415, "this route takes application/json");
            case 401 -> answer(Code.NOT_SIGNED_IN, 401, "sign-in needed");
            case 403 -> answer(Code.FORBIDDEN, 403, "not permitted");
            default -> status < 500 ? answer(Code.INVALID_REQUEST, 400, "not a valid request") : unexpected(failure);
        };
    }

    /** Also the framework's own mapper of this one is replaced: it would show class names. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException failure) {
        return json(failure);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException wrong && !wrong.getPath().isEmpty()) {
            String what = failure instanceof UnrecognizedPropertyException ? "unknown field" : "wrong type of value";
            return answer(Code.MALFORMED_FIELD, 422, what, List.of(pointer(wrong)));
        }
        return answer(Code.INVALID_REQUEST, 400, "the body is not the JSON this route takes");
    }

    /** The database said no; by its kind it is worth another try or a mistake of ours. */
    @ServerExceptionMapper
    Response store(StoreFault fault) {
        LOG.errorf("request %s: %s", RequestIds.of(context), fault.getMessage());
        return switch (fault.kind()) {
            case UNAVAILABLE, REPEAT, OUTCOME_UNKNOWN -> answer(Code.TEMPORARY, 503, "the database is not available");
            case CONSTRAINT -> answer(Code.CONFLICT, 409, "a rule of the database was violated");
            // 42501: a right was taken away from the application's account, such as writing the trace.
            case OTHER ->
                "42501".equals(fault.sqlState())
                        ? answer(Code.TEMPORARY, 503, "the database refuses this work")
                        : answer(Code.INTERNAL, 500, "recorded under the request id");
        };
    }

    @ServerExceptionMapper
    Response conflict(VersionConflict conflict) {
        return answer(Code.CONFLICT, 409, conflict.getMessage());
    }

    /** Anything else is a mistake of ours: the log gets the trace without the message, which may hold patient data. */
    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.errorf("request %s failed: %s", RequestIds.of(context), Unforeseen.at(failure));
        return answer(Code.INTERNAL, 500, "recorded under the request id");
    }

    private Response answer(Code code, int status, String detail) {
        return answer(code, status, detail, List.of());
    }

    private Response answer(Code code, int status, String detail, List<String> fields) {
        String language = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        Problem problem = Problem.of(code, status, detail, fields, language, RequestIds.of(context));
        Response.ResponseBuilder response =
                Response.status(status).type(Problem.MEDIA_TYPE).entity(problem);
        return (status == 503 || status == 429 ? response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS) : response)
                .build();
    }

    private static Response withAllow(WebApplicationException failure, Response problem) {
        String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    /** The place of the fault as JSON pointer (RFC 6901). */
    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            String name = step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
            String safe = name.length() > 60 ? name.substring(0, 60) : name;
            pointer.append('/').append(safe.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
