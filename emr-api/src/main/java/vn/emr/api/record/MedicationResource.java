package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.medication.Doses;
import vn.emr.core.medication.MedicationPage;
import vn.emr.core.medication.Medications;
import vn.emr.core.record.MedicationPlan.Warning;

/** Medicines of one patient: ordered here or told by systems, and what came of each dose. */
@Path("/api/v1/patients/{id}/medications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Medications")
public class MedicationResource {
    private final Medications medications;
    private final Doses doses;
    private final OwnChart chart;

    @Inject
    MedicationResource(Medications medications, Doses doses, OwnChart chart) {
        this.medications = medications;
        this.doses = doses;
        this.chart = chart;
    }

    @GET
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Y lệnh thuốc và việc thực hiện trong ngày — medicines, and what is due and was given on a day",
            description =
                    "day (yyyy-MM-dd, in Vietnam) is today unless told. Orders of people here come with plan and the times at which"
                            + " they are due on the day; source names the system that told an order of a visit that goes on. doses are what was"
                            + " recorded, also what was marked as an error (error says by whom).")
    public MedicationPage of(@PathParam("id") UUID id, @QueryParam("day") String day) {
        LocalDate shown;
        try {
            shown = day == null || day.isEmpty() ? null : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new Refusal(Code.MALFORMED_FIELD, "a day as 2026-11-20", "/day");
        }
        return medications.of(open(id), shown);
    }

    @GET
    @Path("/{orderId}/versions")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các phiên bản của y lệnh — versions of one order",
            description = "Of a person here; the newest first, each with who wrote it, when and why.")
    public List<MedicationPage.Order> versions(@PathParam("id") UUID id, @PathParam("orderId") UUID orderId) {
        return medications.versions(open(id), orderId);
    }

    @POST
    @Path("/warnings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ORDER_WRITE)
    @Operation(
            summary = "Cảnh báo của một thuốc — what speaks against a medicine",
            description =
                    "ALLERGY: the person is allergic to its ingredient; DUPLICATE: the same ingredient is ordered in the visit"
                            + " already. An order with warnings names each (accepted) and says why (because).")
    public List<Warning> warnings(@PathParam("id") UUID id, Medications.Question question) {
        return medications.warnings(open(id), question);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ORDER_WRITE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ra y lệnh thuốc — order a medicine",
            description =
                    "Of a visit. schedule is ONCE, TIMES (HH:mm, everyDays), INTERVAL (everyHours) or AS_NEEDED (mostPerDay)."
                            + " Warnings that were not accepted with a reason are refused (422). The same request twice makes one order.")
    public MedicationPage.Order order(@PathParam("id") UUID id, Medications.New order) {
        return medications.order(chart.caller(), open(id), order);
    }

    @PUT
    @Path("/{orderId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ORDER_WRITE)
    @Operation(
            summary = "Đổi y lệnh — order the same medicine otherwise",
            description = "Names the version that was seen (409 otherwise), and why. What was due until now stays due.")
    public MedicationPage.Order change(
            @PathParam("id") UUID id, @PathParam("orderId") UUID orderId, Medications.Change change) {
        return medications.change(chart.caller(), open(id), orderId, change);
    }

    @POST
    @Path("/{orderId}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.ORDER_WRITE)
    @Operation(
            summary = "Ngừng thuốc — stop an order",
            description = "Names the version that was seen, and why. From now on nothing of it is due.")
    public MedicationPage.Order stop(
            @PathParam("id") UUID id, @PathParam("orderId") UUID orderId, Medications.Stop stop) {
        return medications.stop(chart.caller(), open(id), orderId, stop);
    }

    @POST
    @Path("/doses")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.MEDICATION_GIVE)
    @ResponseStatus(201)
    @Operation(
            summary = "Ghi thực hiện thuốc — record a dose",
            description =
                    "GIVEN, PARTLY_GIVEN, REFUSED or NOT_GIVEN, the last three with because. For a due time of an order here one"
                            + " stands (409); given as needed, and orders that systems told, name no due. A high-alert medicine needs a witness.")
    public MedicationPage.Dose record(@PathParam("id") UUID id, Doses.New dose) {
        return doses.record(chart.caller(), open(id), dose);
    }

    @POST
    @Path("/doses/{doseId}/error")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.MEDICATION_GIVE)
    @Operation(
            summary = "Đánh dấu ghi nhầm — mark a dose as recorded in error",
            description =
                    "Names the version that was seen, and why. It stays readable, and its due time may be recorded again.")
    public MedicationPage.Dose error(@PathParam("id") UUID id, @PathParam("doseId") UUID doseId, Doses.Error error) {
        return doses.error(chart.caller(), open(id), doseId, error);
    }

    private Grant open(UUID id) {
        return chart.open(id, "MEDICATIONS");
    }
}
