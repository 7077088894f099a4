package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.FourDigitYears;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.oversight.Anomalies;
import vn.emr.core.oversight.Oversight;
import vn.emr.core.oversight.TraceExport;

/** The audit trail for those who answer for it. Every question is itself traced; numbers of people travel in bodies. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {
    /** Whose record, and of which time; ten years back when left out. */
    public record OfPatient(String number, Instant from, Instant to) {}

    /** Whose deeds, and of which time; seven days when left out. */
    public record OfAccount(String username, Instant from, Instant to, UUID before) {}

    /** Of which time; seven days when left out. */
    public record OfTime(Instant from, Instant to, UUID before) {}

    private final Oversight oversight;
    private final TraceExport exports;
    private final Asking asking;

    @Inject
    AuditResource(Oversight oversight, TraceExport exports, Asking asking) {
        this.oversight = oversight;
        this.exports = exports;
        this.asking = asking;
    }

    @POST
    @Path("/openings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.AUDIT_READ)
    @Operation(
            summary = "Ai đã mở hồ sơ này — who opened this record",
            description =
                    "By person and day of Viet Nam, newest first, at most 1,000: opened, printed, taken out, written, refused,"
                            + " from where. 404 for a number that not exactly one person has. Traced with the record.")
    public Oversight.OpenedBy openings(OfPatient asked) {
        OfPatient what = asked == null ? new OfPatient(null, null, null) : asked;
        return oversight.opened(asking.caller(), what.number(), what.from(), what.to());
    }

    @POST
    @Path("/deeds")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.AUDIT_READ)
    @Operation(
            summary = "Người này đã làm gì — what one person did",
            description = "Newest first, 200 a page; hand in before for the next. At most 92 days at once. Traced.")
    public Oversight.Deeds deeds(OfAccount asked) {
        if (asked == null || asked.username() == null || asked.username().isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the user name of one person", "/username");
        }
        return oversight.of(asking.caller(), asked.username().strip(), asked.from(), asked.to(), asked.before());
    }

    @POST
    @Path("/refusals")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.AUDIT_READ)
    @Operation(
            summary = "Bị từ chối và thất bại — what was refused or failed",
            description = "Newest first, 200 a page; hand in before for the next. At most 92 days at once. Traced.")
    public Oversight.Deeds refusals(OfTime asked) {
        OfTime what = asked == null ? new OfTime(null, null, null) : asked;
        return oversight.refused(asking.caller(), what.from(), what.to(), what.before());
    }

    @POST
    @Path("/anomalies")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.AUDIT_READ)
    @Operation(
            summary = "Bất thường — what asks for a second look",
            description =
                    "BULK: more charts within an hour than usual, noticed once; NIGHT: opened between 22 and 5 o'clock;"
                            + " NOT_UNDER_CARE: tried to open charts of people not in care; EMERGENCY: used the system outside"
                            + " the hours of one's roles; SIGNATURE: signed documents that the server found not to be valid. At most"
                            + " 31 days at once. Traced.")
    public List<Anomalies.Anomaly> anomalies(OfTime asked) {
        OfTime what = asked == null ? new OfTime(null, null, null) : asked;
        return oversight.anomalies(asking.caller(), what.from(), what.to());
    }

    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.AUDIT_READ)
    @Operation(
            summary = "Xuất nhật ký — take the trace out",
            description =
                    "form CSV, FHIR (R4 AuditEvent after IHE BALP, NDJSON) or ATNA (DICOM PS3.15 A.5 in RFC 5424); from and to"
                            + " as ISO times, the last day when left out, at most 366 days. Streamed; traced before the first byte.")
    public Response export(
            @QueryParam("form") String form, @QueryParam("from") String from, @QueryParam("to") String to) {
        TraceExport.Form chosen = Stream.of(TraceExport.Form.values())
                .filter(f -> f.name().equalsIgnoreCase(form))
                .findFirst()
                .orElseThrow(() -> new Refusal(Code.MALFORMED_FIELD, "CSV, FHIR or ATNA", "form"));
        TraceExport.Export export = exports.export(asking.caller(), chosen, instant(from, "from"), instant(to, "to"));
        StreamingOutput lines = export::write;
        return Response.ok(lines, chosen.mediaType)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"audit-" + form.toLowerCase(Locale.ROOT) + "." + chosen.ending + "\"")
                .build();
    }

    private static Instant instant(String text, String field) {
        try {
            Instant time = text == null || text.isEmpty() ? null : Instant.parse(text);
            if (time == null || FourDigitYears.has(time)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        throw new Refusal(Code.MALFORMED_FIELD, "a time like 2026-11-22T00:00:00Z", field);
    }
}
