package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.medication.WardDoses;

/** What is due in the wards of a nurse. */
@Path("/api/v1/due-doses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Medications")
public class DueDosesResource {
    private final ListAccess lists;
    private final WardDoses doses;
    private final Asking asking;

    @Inject
    DueDosesResource(ListAccess lists, WardDoses doses, Asking asking) {
        this.lists = lists;
        this.doses = doses;
        this.asking = asking;
    }

    @GET
    @Requires(Right.MEDICATION_GIVE)
    @Operation(
            summary = "Thuốc đến giờ của khoa — medicines due in the own wards",
            description =
                    "Of people who lie in the own departments (or departmentId, one of them) now and whose record is under treatment:"
                            + " what was ordered here, is due from 12 hours back to some hours ahead (hours, 1 to 12, 4 unless told), and was not"
                            + " recorded yet; the oldest first, at most 500. Without what labels hide, and without indications.")
    public WardDoses.Page due(@QueryParam("departmentId") UUID departmentId, @QueryParam("hours") Integer hours) {
        return doses.of(lists.dueDoses(asking.caller()), departmentId, hours);
    }
}
